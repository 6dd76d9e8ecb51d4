"""What the bus needs from a database: transactions, migrations, and the embedded SQLite store.

Contains the port `Database`/`Transaction` and what all adapters share.
The PostgreSQL adapter is in the chassis.
"""
