"""The participant's page of their plan: what, when, with whom and what is expected (P-20)."""
