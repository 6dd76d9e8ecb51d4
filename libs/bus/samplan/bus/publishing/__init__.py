"""The outbound side: the relay publishes a store's log to its topic, in order.

The position is saved after Kafka has acknowledged the records; a restored store publishes in a new epoch.
A store that is behind its published head accepts no commands.
"""
