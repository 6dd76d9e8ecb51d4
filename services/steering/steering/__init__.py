"""Steering: what the steering group has decided about a programme, its targets and its figures."""
