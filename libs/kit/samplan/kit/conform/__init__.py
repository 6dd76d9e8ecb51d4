"""Whether an adapter of any kind reads and sends as the contracts demand: a suite for its vendor.

`samplan-conform -- COMMAND` starts the adapter on a broker of its own, and reports each check.
`adapter` says what the suite asks of the command, which need not be written in Python.
"""
