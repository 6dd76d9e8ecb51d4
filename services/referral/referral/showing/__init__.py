"""Referrals over HTTP: who may see them, and what they are shown (R-14)."""
