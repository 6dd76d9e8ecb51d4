"""The general workshops, and who attended which (P-04)."""
