"""What tells one running service from another: environment variables and the programmes' rules.

Values are parsed and checked once, at the start.
It knows no service, no store and no broker.
"""
