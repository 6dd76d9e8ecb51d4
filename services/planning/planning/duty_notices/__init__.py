"""The notice on duties and what follows from a breach, given in a language and read (P-15)."""
