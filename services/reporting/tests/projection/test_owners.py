"""I12: of a plan or a group, as of a referral, only what the service says that stated it first."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from services.reporting.tests import relays
from services.reporting.tests.examples import Person, an_id, day
from services.reporting.tests.group_events import formed, held, in_a_group
from services.reporting.tests.relays import Publisher, by_topic

from chassis.settings.programmes import Programmes
from reporting.disclosure_control.views import Views
from reporting.journeys.known import read
from reporting.projection.projector import Projector
from reporting.projection.rebuild import rebuild
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import PlacementPurpose
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.groups import PlacementOffered


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


ANNA = Person(1)
AGAIN = Person(51)
FOREIGN_PLAN = an_id("foreign plan")


@pytest.mark.parametrize(
    "foreign",
    [
        (replace(ANNA.opened(), plan_id=FOREIGN_PLAN, plan_due_on=day(500)),),
        (AGAIN.opened(), replace(AGAIN.joined_by(ANNA.referral_id), plan_id=AGAIN.plan_id)),
        (replace(held(23), session_id=an_id("foreign session")),),
        (
            PlacementOffered(
                occurred_on=day(60),
                placement_id=an_id("foreign placement"),
                plan_id=ANNA.plan_id,
                agency=Agency.FK,
                period=1,
                purpose=next(iter(PlacementPurpose)),
            ),
        ),
    ],
    ids=["second plan", "joining", "session", "placement"],
)
def test_nothing_that_another_planning_service_names_changes_a_plan_or_a_group(
    foreign: tuple[ContractEvent, ...], store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under an id of its own, and delivered twice."""
    receive(store, *ANNA.whole_journey(), formed(), held(21), held(22), *in_a_group(ANNA))
    before = _shown(store)
    monkeypatch.setitem(relays.SOURCES, "planning", "/klippan/planning/11c2aa05")
    for _ in range(2):
        receive(store, *foreign)
        assert _shown(store) == before
    rebuild(store)
    assert _shown(store) == before


def _shown(store: Database) -> tuple[object, ...]:
    """Anna's journey, the sessions held, and the placements."""
    with store.reading() as tx:
        known, _ = read(tx, "", [ANNA.enrolled(), ANNA.opened()])
        journey = known.journeys([ANNA.referral_id])
        held_days = tx.execute("SELECT count(*) AS n FROM sessions")
        offers = tx.execute("SELECT count(*) AS n FROM placements")
        return (journey, *(row["n"] for row in (*held_days, *offers)))
