"""The participant is enrolled, under a consent in force (R-06)."""
