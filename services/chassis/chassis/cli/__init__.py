"""The command line of every service: serve, migrate, tick, backup, parked and others.

Each command parses its arguments and calls `operations`.
Exit code 78: the configuration is wrong; 75: try again later.
"""
