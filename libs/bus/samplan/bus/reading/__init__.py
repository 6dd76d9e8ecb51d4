"""The inbound side: the inbox applies other services' records exactly once in effect.

Marks, positions and parked records live in the reader's own database, in the transaction of the effect.
Catch-up is the question whether everything published so far has been applied.
"""
