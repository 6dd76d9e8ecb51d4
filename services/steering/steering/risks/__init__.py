"""Risks of a programme: large, medium or small, each with the indicator that tells of it early (T-20)."""
