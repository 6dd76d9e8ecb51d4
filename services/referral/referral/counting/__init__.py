"""Who takes part without consent is counted by sex and year alone (R-06)."""
