"""Consents, refusals and participants. Knows no web, no broker, no database."""
