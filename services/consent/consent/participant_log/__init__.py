"""The participant's one log of disclosures, over all services (C-11)."""
