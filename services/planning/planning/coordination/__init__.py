"""Every participant has a coordinator (P-01)."""
