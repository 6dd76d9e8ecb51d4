"""Deliveries without a broker: the topics that a relay would write, and what their readers hold.

The relay is that of the service, on its store.
It may be killed between any two of its steps.
"""
