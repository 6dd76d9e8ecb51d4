"""Each agency's items in the plan; they run in parallel (P-07)."""
