"""The referral and what it rests on: decisions and private facts, and nothing of the outside."""
