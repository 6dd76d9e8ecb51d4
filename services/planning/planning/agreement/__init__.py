"""The plan is agreed by those in it, and agreed again when it is revised (P-06)."""
