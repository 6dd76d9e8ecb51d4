"""Decisions of a programme's bodies (T-20)."""
