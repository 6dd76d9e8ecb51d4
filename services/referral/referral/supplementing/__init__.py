"""A referral is returned for what it lacks, and comes back complete under the same id (R-02)."""
