"""Around every request, whatever it asks for: server, bounds, strict bodies, ids, log lines and descriptions.

The app is put together here, with health, metrics, OpenAPI and AsyncAPI.
It knows no command and no record.
"""
