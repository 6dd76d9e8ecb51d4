"""Registers that disagree: counts that an agency reports from its own comparison (T-12)."""
