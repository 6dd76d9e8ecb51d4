"""The planning service without a broker, on each kind of store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.planning.tests.examples import ENROLLED, GRANTED

from planning.service import SERVICE
from samplan.testing.harness import ServiceUnderTest


@pytest.fixture
def service(tmp_path: Path, database_url: str) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SERVICE, tmp_path, database_url=database_url) as under_test:
        yield under_test


@pytest.fixture
def opened(service: ServiceUnderTest) -> ServiceUnderTest:
    """With one open plan, at version 2, under a consent in force."""
    service.receive(GRANTED, ENROLLED)
    return service
