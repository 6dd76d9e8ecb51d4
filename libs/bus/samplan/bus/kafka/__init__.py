"""Kafka access: clients that never skip offsets, permissions, codecs, reading and producing records.

This package knows records and topics, but no store.
`reading` and `publishing` decide what is read and published.
"""
