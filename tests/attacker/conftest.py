"""A participant whom the attackers look for, in services that run in the test's process."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from tests.attacker.victim import Victim
from tests.journeys.side_by_side import SideBySide


@pytest.fixture
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    """For a test that changes something."""
    with ExitStack() as stack:
        yield Victim.enrolled(SideBySide(tmp_path_factory.mktemp("stores"), stack))


@pytest.fixture(scope="module")
def unharmed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    """Shared by the attacks that must change nothing."""
    with ExitStack() as stack:
        yield Victim.enrolled(SideBySide(tmp_path_factory.mktemp("stores"), stack))
