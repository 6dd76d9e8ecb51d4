"""Health, education or work (P-05)."""
