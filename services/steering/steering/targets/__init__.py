"""Targets: what an indicator should reach, prepared by one person and approved by another (T-03)."""
