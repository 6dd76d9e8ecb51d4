"""The inbound side: the inbox applies other services' records exactly once in effect.

Marks, positions and parked records live in the reader's own database, in the transaction of the effect.
Catch-up tells whether everything that was published has been applied.
"""
