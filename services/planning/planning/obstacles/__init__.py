"""The list of obstacles (hinderlista): reported by people and refusals, resolved, re-checked (P-16)."""
