"""Each figure is computed for a small programme that is counted by hand."""

from __future__ import annotations

from datetime import date

import pytest
from services.reporting.tests.examples import Person
from services.reporting.tests.relays import Publisher, by_topic

from chassis.settings.programmes import Programmes
from reporting.disclosure_control.view import View
from reporting.disclosure_control.views import Views
from reporting.projection.projector import Projector
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency, DeclineReason, ExitClass, Outcome, Sex
from samplan.contracts.event import ContractEvent

LAST_DAY = date(2022, 12, 31)


def seven_people() -> list[ContractEvent]:
    """Three women and two men enrolled, one who was declined and one who is to be assessed."""
    anna, bea, cia = (Person(n, Sex.WOMAN) for n in (1, 2, 3))
    dan, eli = (Person(n, Sex.MAN, Agency.FK) for n in (4, 5))
    faye, gro = Person(6), Person(7)
    return [
        *anna.whole_journey(),
        *bea.whole_journey()[:-1],
        bea.to_studies(150, ExitClass.STUDIES_RETAINED_SUPPORT),
        *cia.whole_journey()[:8],
        cia.overdue(),
        *dan.whole_journey()[:8],
        dan.agreed(82),
        dan.revoked(100),
        *eli.whole_journey()[:6],
        faye.referred(),
        faye.assessed(outcome=Outcome.NOT_MET),
        faye.declined(reason=DeclineReason.NOT_IN_TARGET_GROUP),
        gro.referred(),
    ]


@pytest.fixture
def view(store: Database, programmes: Programmes) -> View:
    for batch in by_topic(Publisher().publish(seven_people())).values():
        apply_batch(store, Projector(), batch)
    return Views(store, programmes).internal("malmokraften", LAST_DAY)
