"""Aggregates, their stored events, and the unit of work that decides, saves and answers once.

One transaction holds the events, the answer under its key and what follows from them.
It knows no web and no broker.
"""
