"""A service's own database as its URL names it: SQLite or PostgreSQL.

Implements the port of `samplan.bus.store`.
It knows tables and transactions, and no domain.
"""
