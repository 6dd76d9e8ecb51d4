"""Personal data inside one service: sealed fields, erasure, and personal identity numbers.

A key per person seals that person's fields; destroying the key erases them everywhere.
Nothing here leaves the service that holds it.
"""
