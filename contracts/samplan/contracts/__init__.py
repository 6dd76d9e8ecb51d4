"""The published language: what leaves a service, and nothing else.

An event's class stands in the module of its subject, its codes in `codes`, and who may know it in `access`.
The envelope writes and reads it; the registry knows every event by its type, and every topic.
"""
