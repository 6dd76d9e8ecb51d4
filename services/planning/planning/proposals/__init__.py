"""What one agency proposes about another's item, and which proposals wait for an answer (P-07, P-25).

The owner accepts, refuses or lets the proposal be taken back; until then the item stays as it is.
The list of those that wait is asked by both sides, each for its own.
"""
