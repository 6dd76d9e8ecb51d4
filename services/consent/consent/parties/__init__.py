"""The parties of a programme have dates: who joined after it began, and who has left (C-04)."""
