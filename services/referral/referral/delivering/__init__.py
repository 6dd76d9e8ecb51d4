"""Deliveries to agencies' own systems: which referral a fact is about (I28)."""
