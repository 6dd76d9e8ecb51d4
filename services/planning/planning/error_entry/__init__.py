"""A referral that led to the plan was about the wrong person (R-13)."""
