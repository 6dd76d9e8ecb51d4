"""Parked records forget participants of whom nothing may be known any more (I4).

A service says which ids to forget. A record that an operator can still apply keeps its place without the
participant. One that cannot be read keeps a digest and a size.
"""
