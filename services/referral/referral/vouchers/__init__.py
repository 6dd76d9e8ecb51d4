"""Whom a referral is about, stated for the consent service alone (C-15)."""
