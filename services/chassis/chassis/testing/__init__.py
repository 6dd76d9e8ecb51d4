"""What tests, the demo and the bench start and assert with; no service imports it."""
