"""I29: what is registered late ends in the same published truth as what is registered in time."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict
from services.reporting.tests.examples import Person, day
from services.reporting.tests.other_outcomes import on_trial, visit_ended, visited
from tests.lives.registering import (
    AGREES,
    CITY,
    KEEPER,
    LAST,
    WRONG_EXIT,
    Desk,
    Life,
    Move,
    exited_wrongly,
    register_in_time,
    register_late,
)

from chassis.decisions.domain import Refused
from planning.activities.complete_activity import CompleteActivity
from planning.activities.interrupt_activity import InterruptActivity
from planning.activities.start_activity import StartActivity
from planning.after_exit.correct_exit import CorrectExit
from planning.agreement.agree_for_participant import AgreeForParticipant
from planning.agreement.agree_plan import AgreePlan
from planning.clock.stop_clock import StopClock
from planning.coordination.appoint_coordinator import AppointCoordinator
from planning.course.choose_track import ChooseTrack
from planning.ending.record_exit import RecordExit
from planning.plan.clock import StopReason
from planning.service import SERVICE
from planning.study_visits.end_study_visit import EndStudyVisit
from reporting.journeys.known import Known
from reporting.projection.batch import fold_into
from reporting.rows import activities
from samplan.contracts.codes import ActivityKind, Agency, ExitClass, InterruptionReason, StudyVisitEnd, Track
from samplan.contracts.event import ContractEvent
from samplan.testing.extent import extent
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

ENROLLED, LATEST = 12, 100
"""Due on day 72."""
NUMBERS = count(1)
days = st.integers(ENROLLED + 3, LATEST)


@st.composite
def items(draw: st.DrawFn, name: str, by: Agency) -> list[Move]:
    begun, ended = sorted((draw(days), draw(days)))
    start = Move(on=begun, command=StartActivity, by=by, item=name, members={"kind": ActivityKind.GUIDANCE})
    members, command = draw(
        st.sampled_from([({}, CompleteActivity), ({"reason": InterruptionReason.MOVED}, InterruptActivity)])
    )
    return [start, Move(on=ended, command=command, by=by, item=name, members=members)]


@st.composite
def stops(draw: st.DrawFn) -> Move:
    on = draw(days)
    members = {"reason": StopReason.SICK_LEAVE, "until": day(on + draw(st.integers(0, 40)))}
    return Move(on=on, command=StopClock, by=draw(st.sampled_from([KEEPER, CITY])), members=members)


tracks = st.builds(
    lambda on, track: Move(on=on, command=ChooseTrack, members={"track": track}),
    days,
    st.sampled_from([Track.WORK, Track.EDUCATION]),
)
classes = st.sampled_from([ExitClass.WORK_UNSUBSIDISED, ExitClass.RETURNED_TO_REGULAR])


def agreements(command: type[Any], by: Agency) -> st.SearchStrategy[list[Move]]:
    return st.lists(days.map(lambda on: Move(on=on, command=command, by=by)), max_size=1)


COORDINATED = Move(on=ENROLLED + 2, command=AppointCoordinator, members={"agency": KEEPER})
visit_ends = days.map(lambda on: Move(on=on, command=EndStudyVisit))


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """The exit, if there is one, comes last."""
    life = [
        COORDINATED,
        *draw(agreements(AgreePlan, KEEPER)),
        *draw(agreements(AgreePlan, CITY)),
        *draw(agreements(AgreeForParticipant, KEEPER)),
        *(move for each in draw(st.lists(items("the city's", CITY), max_size=1)) for move in each),
        *(move for each in draw(st.lists(items("the keeper's", KEEPER), max_size=1)) for move in each),
        *draw(st.lists(stops(), max_size=2)),
        *draw(st.lists(tracks, max_size=3, unique_by=lambda move: move.on)),
        *draw(st.lists(visit_ends, max_size=1)),
    ]
    last = max(move.on for move in life) + draw(st.integers(0, 60))
    exits = st.builds(lambda to: Move(on=last, command=RecordExit, members={"exit_class": to}), classes)
    return [*life, *draw(st.lists(exits, max_size=1))]


@st.composite
def orders(draw: st.DrawFn, life: Life) -> Life:
    """Any, but those who agree do so to items that are registered."""
    mixed = draw(st.permutations(life))
    agree = [mixed.index(move) for move in mixed if move.command in AGREES]
    before, after = mixed[: min(agree, default=0)], mixed[min(agree, default=0) :]
    return [*before, *sorted(after, key=lambda move: move.command is not StartActivity)]


def truth(person: Person, life: Life, published: list[ContractEvent]) -> Any:
    """The journey, and the rows that show it, without ids."""
    rows = Known()
    for event in [*_before(person, life), *_visit(person, life), *published]:
        fold_into(rows, event)
    journey = rows.journeys([person.referral_id])[person.referral_id]
    return journey, *_without_ids(rows.plans), *_without_ids(rows.of(activities.PROJECTION))


def _before(person: Person, life: Life) -> list[ContractEvent]:
    is_visit = any(move.command is EndStudyVisit for move in life)
    return [person.referred(), person.met(), *enrolling(person, is_visit), *([visited(person)] * is_visit)]


def enrolling(person: Person, is_visit: bool) -> list[ContractEvent]:
    return [person.consented(), on_trial(person) if is_visit else person.enrolled()]


def _visit(person: Person, life: Life) -> list[ContractEvent]:
    ends = [move.on for move in life if move.command is EndStudyVisit]
    return [visit_ended(person, StudyVisitEnd.ENROLLED, on) for on in ends]


def _without_ids(rows: Any) -> list[dict[str, Any]]:
    plain = [asdict(row) for row in rows.values()]
    return sorted(({name: row[name] for name in row if "_id" not in name} for row in plain), key=repr)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SERVICE, tmp_path_factory.mktemp("planning"), today=day(LAST)) as planning:
        yield planning


def enrolled(service: ServiceUnderTest, life: Life) -> tuple[Person, Desk]:
    person, is_visit = Person(next(NUMBERS)), any(move.command is EndStudyVisit for move in life)
    return person, Desk(service, person, *enrolling(person, is_visit))


def ends_in_the_same_truth(service: ServiceUnderTest, life: Life, order: Life) -> None:
    person, in_time = enrolled(service, life)
    try:
        register_in_time(in_time, life)
    except Refused:
        assume(False)
    expected = truth(person, life, in_time.published())

    person, late = enrolled(service, life)
    register_late(late, order)
    assert truth(person, life, late.published()) == expected


@settings(max_examples=extent(25, in_ci=60))
@given(data=st.data())
def test_every_life_of_a_plan_ends_in_the_same_truth(service: ServiceUnderTest, data: st.DataObject) -> None:
    life = data.draw(lives())
    order = data.draw(orders(life))
    ends_in_the_same_truth(service, life, data.draw(st.sampled_from([order, exited_wrongly(order)])))


def agreed(on: int) -> list[Move]:
    return [
        COORDINATED,
        Move(on=on, command=AgreePlan),
        Move(on=on, command=AgreeForParticipant),
    ]


def citys(command: type[Any], on: int, **members: Any) -> Move:
    return Move(on=on, command=command, by=CITY, item="the city's", members=members)


def track(on: int, to: Track) -> Move:
    return Move(on=on, command=ChooseTrack, members={"track": to})


STARTED = citys(StartActivity, 30, kind=ActivityKind.GUIDANCE)
STOPPED = Move(on=20, command=StopClock, members={"reason": StopReason.SICK_LEAVE, "until": day(40)})
LEFT = Move(on=60, command=RecordExit, members={"exit_class": ExitClass.RETURNED_TO_REGULAR})
REGISTERED: dict[str, Life] = {
    "an agreement in time": agreed(60),
    "a stop of the clock after the agreement": [*agreed(80), STOPPED],
    "the end of an item after the agreement": [STARTED, *agreed(60), citys(CompleteActivity, 50)],
    "the end of an item before the agreement": [STARTED, citys(CompleteActivity, 90), *agreed(60)],
    "a track between two": [track(20, Track.WORK), track(40, Track.WORK), track(30, Track.EDUCATION)],
    "an exit in time": [LEFT],
    "an exit in time, wrongly at first": exited_wrongly([LEFT]),
    "the end of a study visit after the exit": [replace(LEFT, on=200), Move(on=40, command=EndStudyVisit)],
}


@pytest.mark.parametrize("order", REGISTERED.values(), ids=REGISTERED)
def test_each_late_registration_ends_in_the_same_truth(service: ServiceUnderTest, order: Life) -> None:
    life = [move for move in order if move.command is not CorrectExit and move is not WRONG_EXIT]
    corrected = [replace(move, command=RecordExit) for move in order if move.command is CorrectExit]
    ends_in_the_same_truth(service, [*life, *corrected], order)
