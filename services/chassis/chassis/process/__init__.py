"""One process of a service: opens what its roles need, runs until it is stopped, and closes it.

API, relay and inbox run together or apart.
Readiness, start-up and recurring work belong here.
"""
