"""Emergency access: one person requests it, a second one confirms it, and the participant is told (C-05)."""
