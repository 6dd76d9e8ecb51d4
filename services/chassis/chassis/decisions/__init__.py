"""Aggregates, their stored events, and the unit of work that decides, saves and answers exactly once.

One transaction stores the events, the read models and the answer under its idempotency key.
It knows no HTTP and no broker.
"""
