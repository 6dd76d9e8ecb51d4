"""Referrals that are still being written (R-01): the writing agency's alone, kept for 30 days."""
