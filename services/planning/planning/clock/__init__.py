"""The days that a programme gives, and those on which they lawfully do not run (P-06, P-21)."""
