"""A referral that a consent covers, or is asked to cover, was about the wrong person (R-13)."""
