"""Stores and programmes for the reporting service's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.settings.programmes import Programme, Programmes
from chassis.store.database import open_database
from reporting.programmes.definitions import load_definitions
from reporting.service import SERVICE
from samplan.bus.store.transactions import Database
from samplan.testing.harness import ServiceUnderTest, create_store

PROGRAMMES = Path(__file__).parents[3] / "programmes"


@pytest.fixture(scope="session")
def programmes() -> Programmes:
    return load_definitions(PROGRAMMES)


@pytest.fixture(scope="session")
def malmokraften(programmes: Programmes) -> Programme:
    return programmes["malmokraften"]


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    create_store(database_url, SERVICE.all_migrations, event_store=False)
    database = open_database(database_url)
    yield database
    database.close()


@pytest.fixture
def service(tmp_path: Path, database_url: str) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(
        SERVICE, tmp_path, database_url=database_url, programmes_dir=PROGRAMMES
    ) as under_test:
        yield under_test
