"""Simulated agency systems: they drive synthetic participants through the public APIs."""
