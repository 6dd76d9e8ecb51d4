"""A consent expires on the day after its last day."""
