"""I12: of a plan or a group, as of a referral, only what the service says that stated it first."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from services.reporting.tests import relays
from services.reporting.tests.examples import Person, an_id, day
from services.reporting.tests.group_events import contacted, formed, held, in_a_group
from services.reporting.tests.relays import Publisher, by_topic
from structlog.testing import capture_logs

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


def receive(store: Database, *events: ContractEvent, by: Publisher | None = None) -> None:
    for batch in by_topic((by or Publisher()).publish(events)).values():
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
KLIPPAN = "/klippan/planning/11c2aa05"
KEPT_BY_AF = replace(ANNA.enrolled(), plan_keeper=Agency.AF)


@pytest.mark.parametrize("is_late", [False, True])
def test_a_plan_is_its_keepers_that_the_enrolment_states(
    store: Database, monkeypatch: pytest.MonkeyPatch, *, is_late: bool
) -> None:
    """P-18: another service opens it first, before or after the enrolment is heard; then the keeper does."""
    genuine, af = relays.SOURCES["planning"], Publisher()
    receive(store, ANNA.referred(), ANNA.consented(), *([] if is_late else [KEPT_BY_AF]), by=af)
    monkeypatch.setitem(relays.SOURCES, "planning", KLIPPAN)
    klippan = Publisher()
    with capture_logs() as logs:
        receive(store, replace(ANNA.opened(), plan_due_on=day(500)), ANNA.to_work(20), by=klippan)
    assert [one["event"] for one in logs] == ([] if is_late else ["not_the_owner"] * 2)
    monkeypatch.setitem(relays.SOURCES, "planning", genuine)
    receive(store, *([KEPT_BY_AF] if is_late else []), by=af)
    receive(store, ANNA.opened(), ANNA.agreed(), by=af)
    monkeypatch.setitem(relays.SOURCES, "planning", KLIPPAN)
    receive(store, replace(ANNA.opened(), referral_id=AGAIN.referral_id), ANNA.to_work(120), by=klippan)
    for _ in range(2):
        [plan] = store.query("SELECT due_on, agreed_on, exited_on FROM plans")
        assert tuple(plan.values()) == (str(day(72)), str(day(52)), None)
        rebuild(store)


def test_an_enrolment_that_another_referral_service_states_names_no_keeper(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(store, ANNA.referred(), ANNA.consented(), replace(ANNA.enrolled(), plan_keeper=None))
    monkeypatch.setitem(relays.SOURCES, "referral", "/klippan/referral/11c2aa05")
    receive(store, replace(KEPT_BY_AF, plan_keeper=Agency.KLIPPAN))
    receive(store, ANNA.opened())
    assert store.query("SELECT plan_id FROM plans")


def test_contacts_with_an_employer_are_told_by_one_service(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(store, contacted(90, 5))
    monkeypatch.setitem(relays.SOURCES, "planning", KLIPPAN)
    receive(store, contacted(600, 6))
    assert [row["minutes"] for row in store.query("SELECT minutes FROM employer_contacts")] == ["90"]


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
