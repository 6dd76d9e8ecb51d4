"""A service's database, SQLite or PostgreSQL as its URL says.

It opens the stores of `samplan.postgres`, and notes them for whoever closes them.
It knows tables and transactions, and no domain.
"""
