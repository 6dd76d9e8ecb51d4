"""One process of a service: opens what its roles need, runs until told to stop, and closes it.

API, relay and inbox run together or apart.
Readiness, start-up and recurring work are decided here.
"""
