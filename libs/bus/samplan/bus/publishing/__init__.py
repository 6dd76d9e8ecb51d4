"""The outbound side: the relay copies a store's log to its topic, in order.

Positions are written after the records are acknowledged; epochs name what a restored store publishes.
A store behind its published head takes no commands.
"""
