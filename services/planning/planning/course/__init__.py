"""The participant's way through the programme: stages, track and sub-goals (P-05)."""
