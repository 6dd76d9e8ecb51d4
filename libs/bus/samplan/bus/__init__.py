"""Publish a store's events to Kafka and apply other services' events, exactly once in effect.

Start at `store.sqlite`, `store.migrations.migrate`, `publishing.relay.Relay` and `reading.inbox.Inbox`.
Layers: `reading` and `publishing` depend on `kafka`, which depends on `store` and `observe`.
"""
