"""Needs a Docker engine, and fails aloud without one: `make compose-test`."""

from collections.abc import Iterator

import pytest
from tests.compose.landscape import Landscape, Tell, run, what_is_missing

_told: list[str] = []


@pytest.fixture(scope="session")
def images() -> None:
    """The images of this working tree, as `current`."""
    if missing := what_is_missing():
        pytest.exit(f"make compose-test needs {missing}", returncode=1)
    run(["docker", "compose", "--profile", "simulator", "build", "--quiet"])


@pytest.fixture(scope="module")
def landscape(images: None, tell: Tell) -> Iterator[Landscape]:  # noqa: ARG001  # built before
    """Everything up, with nothing stored yet; gone after the module's tests."""
    with Landscape().standing(tell) as landscape:
        yield landscape


@pytest.fixture(scope="session")
def tell() -> Tell:
    """Says a measured figure at the end of the run."""
    return _told.append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _told:
        terminalreporter.section("measured")
        for line in _told:
            terminalreporter.line(line)
