"""A service as data: name, settings, routes, commands, what it publishes and what it reads.

Opens the stores and keys that the settings name.
It starts nothing.
"""
