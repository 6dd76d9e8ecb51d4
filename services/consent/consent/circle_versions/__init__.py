"""The numbers of a participant's circle: each change of what may be known gets the next one (C-06)."""
