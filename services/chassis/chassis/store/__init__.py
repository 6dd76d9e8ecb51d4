"""A service's database, SQLite or PostgreSQL as its URL says.

It opens the stores of `samplan.postgres`, and keeps them, so that they can be closed.
It knows tables and transactions, and no domain.
"""
