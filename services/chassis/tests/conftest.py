from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.testing.harness import ServiceUnderTest
from chassis.testing.specimen import SPECIMEN


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SPECIMEN, tmp_path) as under_test:
        yield under_test
