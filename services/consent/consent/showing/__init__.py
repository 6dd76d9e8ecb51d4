"""Consents over HTTP: one as it is, and those in force."""
