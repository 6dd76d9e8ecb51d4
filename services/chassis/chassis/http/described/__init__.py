"""The pages that describe a service: its index, its API and its events.

Each is rendered here from the documents that the service serves as JSON.
They hold no scripts, and load nothing from other origins.
"""
