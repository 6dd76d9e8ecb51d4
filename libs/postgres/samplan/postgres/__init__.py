"""The store of the bus on PostgreSQL, for programs that publish or read from there.

`store.PostgresDatabase` passes the same suites as SQLite, which the bus brings itself.
`address.open_store` opens the store that a URL names, of either kind.
"""
