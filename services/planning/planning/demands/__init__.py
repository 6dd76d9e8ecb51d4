"""What is asked of the participant, and what the agencies owe them: what, by when, met or not (P-22)."""
