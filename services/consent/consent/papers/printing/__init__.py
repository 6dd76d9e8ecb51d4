"""A paper as an HTML page and as a tagged PDF."""
