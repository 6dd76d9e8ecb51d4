"""What version 0.1.0 stored about sharing: it loads, and decides nothing (the circle does)."""
