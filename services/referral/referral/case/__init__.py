"""The referral: its state, the rules that several verbs ask, and what all its facts have in common."""
