"""What operators see of the bus: causes, traces, log lines and metrics.

Nothing here holds or repeats personal data.
It depends on nothing else of the bus.
"""
