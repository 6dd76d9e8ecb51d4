"""What the participant lives on, at entry and at exit (P-19)."""
