"""The service's own view of consents, from the consent topic alone (C-06)."""
