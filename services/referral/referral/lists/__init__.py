"""The referrals that an agency works off: its own, and those of the programmes that it decides for."""
