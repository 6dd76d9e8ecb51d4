"""HTTP in every service: problems, strict JSON, tokens, idempotency keys and versions.

Pydantic types are used here and in settings, not in the domain.
Errors say where and why, and never repeat text of the request.
"""
