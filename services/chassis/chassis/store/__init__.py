"""A service's database, SQLite or PostgreSQL as its URL says.

Implements the port of `samplan.bus.store`.
It knows tables and transactions, and no domain.
"""
