"""A service as data: name, settings, routes, commands, published events and consumed topics.

Opens the stores and keys that the settings name.
It starts nothing.
"""
