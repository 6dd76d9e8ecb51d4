"""Events that every owner of records publishes alike: what it has shown, and what it has erased.

Each service has classes of its own, under its own type; the fields stand here once.
The consent service reads them all: they make the participant's log, and the end of an erasure (C-09, C-11).
"""
