"""The closed loop (R-09): what became of own referrals, and those left without a step."""
