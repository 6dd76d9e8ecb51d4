"""The referral form (remiss): what it asks, what is missing in it, and what the criteria are tried on.

All of it is personal and stays in this service, sealed (R-15).
"""
