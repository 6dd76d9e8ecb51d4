"""The referral service over HTTP: one referral at a time, and lists of them."""
