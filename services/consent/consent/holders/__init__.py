"""Who holds what of others after a consent has ended, and who has not said so in time (C-08)."""
