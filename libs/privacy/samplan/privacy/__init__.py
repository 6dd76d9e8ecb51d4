"""Personal data inside one service: sealed fields, erasure and personal identity numbers.

Each person's fields are sealed with that person's key; destroying the key erases them everywhere.
This data never leaves its service.
"""
