"""A group's schedule for its whole period, as a page and a calendar in the participant's language (P-10)."""
