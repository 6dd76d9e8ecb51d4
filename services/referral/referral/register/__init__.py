"""The register that most questions are put to: one row per referral. No other folder names its table."""
