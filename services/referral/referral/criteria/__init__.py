"""What a programme's policy asks of a person, and what it finds (R-03): pure rules."""
