"""What other agencies are shown of plans, logged before the answer (C-11)."""
