"""What the steering group has decided, as its service publishes it (T-20, T-21)."""
