"""Parked records name nobody of whom nothing may be known any more (I4).

A service says which ids are over. What an operator can still apply keeps its place without the participant.
What nobody can read keeps a digest and a size.
"""
