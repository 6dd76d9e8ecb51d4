"""Result chains of development areas, and the assumptions between their steps (T-11)."""
