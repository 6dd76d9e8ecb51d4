"""Whether an adapter of any kind reads and sends as the contracts demand: a suite for its vendor.

`samplan-conform -- COMMAND` starts the adapter on a broker of its own, and reports each check.
`protocol` says what the suite asks of the command; it need not be written in Python.
"""
