"""A person's key is destroyed, or the key of the index is replaced (R-15)."""
