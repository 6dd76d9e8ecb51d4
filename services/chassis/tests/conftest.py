from collections.abc import Iterator
from pathlib import Path

import pytest

from samplan.bus.observe import tracing
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.spans import Told
from samplan.testing.specimen import SPECIMEN


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SPECIMEN, tmp_path) as under_test:
        yield under_test


@pytest.fixture
def told() -> Iterator[Told]:
    told = Told()
    tracing.trace_with(told.provider.get_tracer("samplan"))
    yield told
    tracing.trace_with(None)
    told.provider.shutdown()
