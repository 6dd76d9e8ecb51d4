"""Outcomes against the target in force and the first one (T-03)."""
