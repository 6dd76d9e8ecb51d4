"""What operators see of a service: traces to a collector, alarms, figures measured now and then.

Nothing here holds or repeats personal data.
It reads the store and the bus, and changes neither.
"""
