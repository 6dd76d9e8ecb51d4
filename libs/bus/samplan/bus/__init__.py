"""Publish a store's events to Kafka and apply other services' events, exactly once in effect.

Needs no web framework, no PostgreSQL driver and no vault: an agency's own Python system can build on it.
Layers: `reading` and `publishing` stand on `kafka`, and that on `store` and `observe`.
"""
