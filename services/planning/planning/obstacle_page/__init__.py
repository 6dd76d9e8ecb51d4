"""The list of obstacles (hinderlista) as a page for people who sign in (P-16)."""
