"""Health coordination: a request, and one of three words that leaves care (P-13)."""
