"""One consent over HTTP."""
