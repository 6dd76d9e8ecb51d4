"""The persons behind the referrals: found by a blind index, their fields sealed under a key of their own."""
