"""What operators observe of the bus: causes, traces, log lines and metrics.

Nothing here contains personal data.
Depends on no other package of the bus.
"""
