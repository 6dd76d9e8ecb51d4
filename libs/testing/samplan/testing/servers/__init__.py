"""Servers for tests, the demo and the bench: the embedded broker, Apache Kafka, PostgreSQL.

Each is a child process or a container that is watched until it is ready and never left behind.
It knows no service.
"""
