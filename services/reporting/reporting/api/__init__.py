"""Figures over HTTP: published ones for anyone, exact ones for callers with the scope."""
