"""The general workshops: planned with those who are invited, and held with those who attended (P-04)."""
