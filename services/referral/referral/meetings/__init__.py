"""The intake meeting: booked, moved, missed, held, and a decision that waits (R-05, R-06)."""
