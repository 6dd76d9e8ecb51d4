"""Drives stories through the public APIs, in date order over all persons, many of them at once.

An itinerary is what one person's agencies send, step by step; the agenda says whose turn it is.
What is driven to its end stands in a ledger, so that the next run skips it.
"""
