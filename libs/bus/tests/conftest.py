from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from libs.bus.tests.disorder import Reader, reader_on

from chassis.decisions.journal import publishable
from chassis.store.database import open_database
from samplan.bus.publishing.publication import Publication
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database
from samplan.testing.specimen import SPECIMEN, translate


@pytest.fixture
def reader(database_url: str) -> Iterator[Reader]:
    with reader_on(database_url) as reader:
        yield reader


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """An empty store of the specimen service, on SQLite."""
    database = open_database(f"sqlite:///{tmp_path}/store.sqlite3")
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    yield database
    database.close()


@pytest.fixture
def publication() -> Publication:
    """A topic and a source of this test's own: the broker is shared."""
    agency = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex[:12])
    topic = f"{agency}.planning.v1"
    return Publication(
        source=f"/{agency}/planning/0a1b2c3d", topic=topic, translate=publishable(translate), partitions=1
    )
