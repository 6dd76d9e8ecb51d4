"""Rounds of intake (R-10): many referrals at once, whole or not at all."""
