"""A referral comes in, made of a complete form (R-01, R-02)."""
