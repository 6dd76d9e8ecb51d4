"""The service over a store of its own, with people who have tokens of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.steering.tests.desk import Desk


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path) as running:
        yield running
