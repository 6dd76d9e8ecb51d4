"""Servers for tests, the demo and the bench: the embedded broker, Apache Kafka, PostgreSQL.

Each is a child process or a container: the caller waits until it is ready, and it is always stopped.
This package knows no service.
"""
