"""What operators see of a service: traces to a collector, alarms, metrics measured at intervals.

Nothing here contains personal data.
It reads the store and the bus, and writes only the date of the latest tick.
"""
