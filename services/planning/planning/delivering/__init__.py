"""Deliveries to agencies' own systems: which plan a fact is about, and whose it is (I28)."""
