"""I12: of a plan, as of a referral, only what the service says that stated it first."""

from __future__ import annotations

from datetime import date

import pytest
from services.reporting.tests import relays
from services.reporting.tests.examples import Person
from services.reporting.tests.relays import Publisher, by_topic

from chassis.settings.programmes import Programmes
from reporting.disclosure_control.view import Views
from reporting.projection.projector import Projector
from reporting.projection.rebuild import rebuild
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database
from samplan.contracts.event import ContractEvent


def receive(store: Database, *events: ContractEvent) -> None:
    for batch in by_topic(Publisher().publish(events)).values():
        apply_batch(store, Projector(), batch)


def test_an_exit_that_another_planning_service_states_counts_in_no_figure(
    store: Database, programmes: Programmes, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = Person(1)
    receive(store, *anna.whole_journey()[:-1])
    monkeypatch.setitem(relays.SOURCES, "planning", "/klippan/planning/11c2aa05")
    receive(store, anna.to_work())
    last_day = date(2022, 12, 31)
    for _ in range(2):
        view = Views(store, programmes).internal("malmokraften", last_day)
        assert view.head.position == len(anna.whole_journey())
        assert ("exit",) not in view.census.people
        rebuild(store)
