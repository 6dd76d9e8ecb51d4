"""A CV is shared with one employer: a small consent of the participant of its own, which expires (P-14)."""
