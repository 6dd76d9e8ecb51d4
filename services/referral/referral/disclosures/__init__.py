"""What another agency was shown of a participant, and what for (R-16)."""
