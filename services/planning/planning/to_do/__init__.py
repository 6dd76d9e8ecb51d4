"""A case officer's to-do list across participants (P-24)."""
