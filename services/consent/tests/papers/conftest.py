"""The consent service on 1 March 2020, and its papers as a caller gets them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from services.consent.tests.desk import Desk

from samplan.testing.harness import ServiceUnderTest


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with Desk(tmp_path, today=date(2020, 3, 1)) as running:
        yield running
