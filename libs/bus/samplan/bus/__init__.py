"""Publish a store's events to Kafka and apply other services' events, exactly once in effect.

Needs no web framework, no PostgreSQL driver and no vault, so an agency's own Python system can use it.
Layers: `reading` and `publishing` depend on `kafka`, which depends on `store` and `observe`.
"""
