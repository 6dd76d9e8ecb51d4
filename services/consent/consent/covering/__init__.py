"""A consent in force covers a further referral of the same participant (C-14)."""
