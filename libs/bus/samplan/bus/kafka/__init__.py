"""How Samplan speaks to Kafka: clients that never jump, rights, codecs, records in and out.

It knows records and topics, and no store.
What is read or published is decided above, in `reading` and `publishing`.
"""
