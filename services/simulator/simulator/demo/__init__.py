"""The whole system on one machine, and the populations that are driven through it.

It starts broker, stores and services, and stops them all when it ends or one of them dies.
The same driving goes through services that run elsewhere.
"""
