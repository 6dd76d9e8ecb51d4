"""Participants: a random id for other agencies, a sealed personnummer here (C-14)."""
