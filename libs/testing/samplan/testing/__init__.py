"""Tools for tests, the demo and the bench; no service imports them.

Specs in given/when/then, a whole service without a broker, the development issuer and its tokens.
`servers` starts the embedded broker, Apache Kafka and PostgreSQL as child processes.
"""
