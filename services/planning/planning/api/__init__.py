"""The planning service over HTTP: one plan at a time, and lists of them."""
