"""People who have left, and the view that is folded from their events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from services.reporting.tests.relays import Publisher, by_topic

from chassis.settings.programmes import Programmes
from reporting.disclosure_control.view import View
from reporting.disclosure_control.views import Views
from reporting.projection.projector import Projector
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database
from samplan.contracts.event import ContractEvent


def receive(store: Database, events: Iterable[ContractEvent]) -> None:
    for batch in by_topic(Publisher().publish(events)).values():
        apply_batch(store, Projector(), batch)


def view_in(store: Database, programmes: Programmes, as_of: date) -> View:
    return Views(store, programmes).internal("malmokraften", as_of)
