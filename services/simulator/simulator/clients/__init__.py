"""An agency's journal system as an HTTP client: what every simulated agency does to be answered.

Idempotency keys, versions, retries with growing pauses, and a pace that the slowest reader can keep.
It knows no participant and no programme.
"""
