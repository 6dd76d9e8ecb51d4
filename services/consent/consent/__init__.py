"""Consent: who may know what about whom, and until when."""
