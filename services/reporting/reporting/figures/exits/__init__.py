"""Exits by class, month and sex, and the gap between women and men (T-06)."""
