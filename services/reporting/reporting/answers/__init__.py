"""What answers are made of: counts that may be withheld, shares, definitions."""
