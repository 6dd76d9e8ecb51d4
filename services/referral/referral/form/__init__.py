"""The referral form (remiss): what it asks, what is missing in it, and what it tells the criteria.

All of it is personal and stays in this service, sealed (R-15).
"""
