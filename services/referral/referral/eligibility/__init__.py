"""Who the programme is for, criterion by criterion (R-03)."""
