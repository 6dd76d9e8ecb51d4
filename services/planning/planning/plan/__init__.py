"""The plan: its state, the rules that several verbs ask, and what every command upon it has in common."""
