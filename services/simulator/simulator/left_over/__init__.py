"""What is still to be done on the last day, so that no list of the demo is empty."""
