"""The command line that every service has: serve, migrate, tick, backup, parked and the rest.

Each command parses its arguments and hands over to `operations`.
Exit code 78: a setting is at fault; 75: try again later.
"""
