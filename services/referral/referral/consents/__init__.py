"""The service's own view of consents, from the consent topics alone (C-06)."""
