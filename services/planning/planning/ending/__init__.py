"""The participant leaves, and the plan closes (P-17)."""
