"""What the participants of a programme's groups have done by a day: a function of rows."""
