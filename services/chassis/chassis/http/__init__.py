"""What every service's HTTP API does alike: problems, strict JSON, tokens, keys and versions.

Pydantic types stand at this edge and nowhere behind it.
Errors name where and why, and never repeat what was sent.
"""
