"""Meetings: who is summoned, who comes and when; the notes stay in the vault (P-03, P-23)."""
