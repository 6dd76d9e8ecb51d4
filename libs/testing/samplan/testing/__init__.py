"""What tests, the demo and the bench start and assert with; no service imports it.

Specs in given/when/then, a whole service without a broker, the development issuer and its tokens.
`servers` starts the embedded broker, Apache Kafka and PostgreSQL as child processes.
"""
