"""A service's configuration: environment variables and the programmes' rules.

Values are parsed and validated once, at start.
It knows no service, no store and no broker.
"""
