"""How long participants stay: the programme's guideline is a list to work off, never an exit (P-18)."""
