"""A referral was about the wrong person (R-13)."""
