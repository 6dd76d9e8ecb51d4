"""Deviations of a programme from what was decided (T-20)."""
