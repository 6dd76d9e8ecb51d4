"""Participants by income support at entry and by referring agency (T-04)."""
