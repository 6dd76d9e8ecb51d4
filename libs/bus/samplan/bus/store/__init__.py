"""What the bus asks of a database: transactions, migrations, and the embedded SQLite store.

Holds the port `Database`/`Transaction` and what every adapter shares.
PostgreSQL is an adapter of its own, in the chassis.
"""
