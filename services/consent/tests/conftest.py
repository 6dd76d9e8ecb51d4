"""The service over a store of its own: its API in this process, its commands on each kind of database."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from services.consent.tests.desk import Desk
from services.consent.tests.examples import LAST_DAY, settings_in

from chassis.decisions.clock import clock_of, move_clock
from chassis.decisions.domain import DomainEvent
from chassis.decisions.journal import from_stored
from chassis.decisions.work import Application
from chassis.store.database import open_database
from consent.lookups import participant_lookups
from consent.service import SERVICE
from samplan.bus.store.transactions import Database
from samplan.testing.harness import ServiceUnderTest, create_store

TODAY = date(2020, 3, 1)


@pytest.fixture(autouse=True)
def vouchers_cost_little(cheap_proofs: None) -> None:
    """A proof takes as long as a whole test."""


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ServiceUnderTest]:
    monkeypatch.setattr(participant_lookups, "today", lambda: TODAY)
    with Desk(tmp_path) as running, running.on_business_date():
        yield running


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    create_store(database_url, SERVICE.all_migrations, event_store=True)
    database = open_database(database_url)
    yield database
    database.close()


@pytest.fixture
def desk(store: Database, tmp_path: Path) -> Iterator[Application]:
    """On the last day of the consents in the examples."""
    settings = settings_in(tmp_path)
    move_clock(settings, store, LAST_DAY)
    with clock_of(settings, store):
        yield SERVICE.application(settings, store)


@pytest.fixture
def recorded(store: Database) -> Callable[[type[DomainEvent]], list[DomainEvent]]:
    """Every stored event of a class, in order."""

    def of(kind: type[DomainEvent]) -> list[DomainEvent]:
        stored = [from_stored(one) for one in store.notifications(0, 1000)]
        return [event for event in stored if isinstance(event, kind)]

    return of
