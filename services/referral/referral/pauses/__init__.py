"""Pauses of a programme's intake (R-10)."""
