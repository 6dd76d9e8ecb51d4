"""Handling of every request: server, limits, strict bodies, ids, log lines and API descriptions.

The app is assembled here, with health and OpenAPI.
It knows no command and no record.
"""
