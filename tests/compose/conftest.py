"""Needs a Docker engine, and fails without one: `make compose-test`."""

from collections.abc import Iterator

import pytest
from tests.compose.landscape import Landscape, Report, missing_tools, run

_figures: list[str] = []


@pytest.fixture(scope="session")
def images() -> None:
    """The images of this working tree, as `current`."""
    if missing := missing_tools():
        pytest.exit(f"make compose-test needs {missing}", returncode=1)
    run(["docker", "compose", "--profile", "simulator", "build", "--quiet"])


@pytest.fixture(scope="module")
def landscape(images: None, report: Report) -> Iterator[Landscape]:  # noqa: ARG001  # built before
    """Everything running on empty stores; removed after the module's tests."""
    with Landscape().running(report) as landscape:
        yield landscape


@pytest.fixture(scope="session")
def report() -> Report:
    """Prints a measured figure at the end of the run."""
    return _figures.append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _figures:
        terminalreporter.section("measured")
        for line in _figures:
            terminalreporter.line(line)
