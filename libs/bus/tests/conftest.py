from collections.abc import Iterator

import pytest
from libs.bus.tests.disorder import Reader, reader_on


@pytest.fixture
def reader(database_url: str) -> Iterator[Reader]:
    with reader_on(database_url) as reader:
        yield reader
