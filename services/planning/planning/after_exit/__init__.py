"""What follows the exit: its correction, the plan again, the step moved, the follow-up (P-17)."""
