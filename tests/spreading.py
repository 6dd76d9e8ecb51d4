"""Spread the slow tests over workers so that none of them is left with a long one at the end.

pytest -p tests.spreading -n 5 -m slow
"""

from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

TOGETHER = "tests/journeys/"
"""One worker runs this folder: its tests share services that take seconds to start."""
APART = ("tests/operations/", "tests/contracts/test_apis_answer_as_described.py")
"""Any worker runs any test of these: each starts its own service, or asks one for half a minute."""
LONGEST_FIRST = (TOGETHER, "tests/operations/", "tests/contracts/", "tests/faults/", "tests/")
"""All other folders have short tests, which fill what is left of each worker's time."""


def unit_of(nodeid: str) -> str:
    """What one worker runs from beginning to end: a folder, a test or, most often, a file."""
    if nodeid.startswith(TOGETHER):
        return TOGETHER
    return nodeid if nodeid.startswith(APART) else nodeid.partition("::")[0]


def rank(nodeid: str) -> int:
    """The place of its folder among the longest."""
    places = (place for place, folder in enumerate(LONGEST_FIRST) if nodeid.startswith(folder))
    return next(places, len(LONGEST_FIRST))


class Spread(LoadScopeScheduling):  # type: ignore[misc]  # published without types
    """Gives each worker that is nearly done the next unit, in the order of collection."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Spread:
    config.option.loadscopereorder = False  # it would put files with many tests first, which are the shortest
    return Spread(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: rank(item.nodeid))


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """A file of tests that nowhere names the mark has no slow one: it need not be imported."""
    is_of_tests = collection_path.name.startswith("test_") and collection_path.suffix == ".py"
    return True if is_of_tests and "slow" not in collection_path.read_text() else None
