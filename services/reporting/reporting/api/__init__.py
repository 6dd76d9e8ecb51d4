"""The HTTP API: what anyone may read, what needs a scope, and word of what is new."""
