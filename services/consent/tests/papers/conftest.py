"""The consent service on 1 March 2020, and its papers as a caller gets them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from services.consent.tests.examples import PROGRAMMES

from consent.service import SERVICE
from samplan.testing.harness import ServiceUnderTest


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SERVICE, tmp_path, today=date(2020, 3, 1), programmes_dir=PROGRAMMES) as running:
        yield running
