"""Long- and short-term goals of a plan: the words stay, how far they are reached travels (P-06)."""
