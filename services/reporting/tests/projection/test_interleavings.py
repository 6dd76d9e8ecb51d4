"""Promise I3: order holds only within one aggregate, and the order of topics does not affect the view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.reporting.tests.examples import Person, day
from services.reporting.tests.group_events import (
    contacted,
    followed_up_after,
    formed,
    held,
    in_a_group,
    moved,
)
from services.reporting.tests.other_outcomes import (
    corrected,
    entered_in_error,
    followed_up,
    on_trial,
    renewed,
    reopened,
    routed,
    taken_back,
    visit_ended,
    visited,
)
from services.reporting.tests.relays import Publisher, by_topic
from services.reporting.tests.versions import in_version_2

from chassis.store.database import open_database
from reporting.projection.digest import projection_digest
from reporting.projection.projector import Projector
from reporting.projection.rebuild import rebuild
from reporting.schema import MIGRATIONS
from samplan.bus.kafka.received import Received
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.migrations import BUS_TABLES, migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import (
    Agency,
    ConsentKind,
    ConsentPurpose,
    DeclineReason,
    ExitClass,
    Outcome,
    RevocationReason,
    Sex,
    StudyVisitEnd,
    SubsidyKind,
)
from samplan.contracts.consent import ConsentGranted
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.plans import EnrolmentJoined
from samplan.testing.extent import extent

Batch = list[Received]


@st.composite
def ways(draw: st.DrawFn) -> list[ContractEvent]:
    """The events of up to five people, some of whom leave early, each topic in its own order."""
    events: list[ContractEvent] = []
    for number in range(draw(st.integers(1, 5))):
        person = Person(number, draw(st.sampled_from(Sex)), draw(st.sampled_from([Agency.AF, Agency.FK])))
        again = Person(number + 50, person.sex)
        events += draw(
            st.sampled_from([*_ways_of(person, again), *_ways_of_a_group(person), *_ways_back(person, again)])
        )
    return draw(st.sampled_from([events, in_version_2(events)]))


def _ways_of(person: Person, again: Person) -> list[list[ContractEvent]]:
    whole = person.whole_journey()
    until_exit = whole[:-1]
    neighbour = Person(0)
    return [
        whole,
        whole[:7],
        [*whole, person.expired()],
        [*until_exit, person.revoked()],
        [*until_exit, person.to_work(130, SubsidyKind.SAMHALL), person.revoked(125)],
        [*until_exit[:6], person.overdue(), person.agreed(80), person.to_studies()],
        [*until_exit[:6], person.overdue(), person.agreed(70), taken_back(person)],
        [*until_exit, person.elsewhere(exit_class=ExitClass.REGISTERED_IN_ERROR)],
        [*whole, corrected(person, 100), reopened(person), person.to_studies(140)],
        [*whole, corrected(person, 90, ExitClass.MOVED), person.revoked(130)],
        [person.referred(), person.assessed(outcome=Outcome.NOT_MET), person.declined()],
        [person.referred(), person.met(), person.refused(), person.declined(reason=DeclineReason.NO_CONSENT)],
        [*until_exit, person.revoked(100), person.started(101)],
        [*until_exit, person.expired(100), person.to_studies(104), _granted_again(again, person), whole[-1]],
        [*whole[:6], renewed(person, day(600)), person.to_studies(320)],
        [person.referred(), person.consented(kind=ConsentKind.RESEARCH), person.revoked()],
        [*whole, person.covered(neighbour.referral_id), person.revoked()],
        *_ways_of_an_error(person, again),
        [person.referred(), person.assessed(), routed(person, neighbour.referral_id)],
        *_ways_of_a_visit(person, again),
    ]


def _ways_of_a_group(person: Person) -> list[list[ContractEvent]]:
    """Groups of two, and what is published about a group after the participant's consent has ended."""
    whole, group = person.whole_journey(), int(person.plan_id) % 2
    in_it = [formed(group), held(21, group), held(22, group), *in_a_group(person, group)]
    return [
        [*whole[:-1], *in_it, person.elsewhere(), moved(person), followed_up_after(person)],
        [*whole[:-1], *in_it[:5], person.revoked(25), *in_it[5:], contacted(30), contacted(45)],
        [*whole, *in_it, moved(person), reopened(person), person.to_studies(140)],
    ]


def _ways_back(person: Person, again: Person) -> list[list[ContractEvent]]:
    """Enrolled again after the exit, under the same consent."""
    whole = person.whole_journey()
    back = [again.referred(190), person.covered(again.referral_id, 192), again.enrolled(200, under=person)]
    return [
        [*whole, followed_up_after(person), *back],
        [*whole, *back, reopened(person, 210), person.to_studies(220)],
        [*whole, *back, again.opened(), entered_in_error(again, 215)],
        [*whole[:-1], *back, whole[-1], person.revoked(205)],
    ]


def _ways_of_a_visit(person: Person, again: Person) -> list[list[ContractEvent]]:
    whole = person.whole_journey()
    visiting, plan = [*whole[:4], on_trial(person), visited(person)], whole[5:-1]
    return [
        [*visiting, *plan, visit_ended(person, StudyVisitEnd.PARTICIPATION_ENDED), person.to_studies(95)],
        [*visiting, followed_up(person), visit_ended(person, StudyVisitEnd.ENROLLED), *plan],
        [*visiting, *plan, *_referred_again(again, person)],
    ]


def _ways_of_an_error(person: Person, again: Person) -> list[list[ContractEvent]]:
    whole = person.whole_journey()
    until_exit = whole[:-1]
    return [
        [*until_exit, *_referred_again(again, person), whole[-1]],
        [*until_exit, *_referred_again(again, person), person.revoked()],
        [*until_exit, *_referred_again(again, person), entered_in_error(person), whole[-1]],
        [*whole[:4], entered_in_error(person)],
        [*until_exit, entered_in_error(person)],
        [*until_exit, entered_in_error(person), person.revoked(reason=RevocationReason.ENTERED_IN_ERROR)],
        [*whole, entered_in_error(person, 130), person.revoked(140)],
        [*until_exit, *_referred_again(again, person), entered_in_error(again)],
    ]


def _granted_again(again: Person, person: Person) -> ContractEvent:
    """For the same referral, after the first consent has ended."""
    return ConsentGranted(
        occurred_on=day(108),
        consent_id=again.consent_id,
        participant_id=person.participant_id,
        referral_id=person.referral_id,
        agencies=(Agency.AF, Agency.MALMO_IFO),
        purpose=ConsentPurpose.COORDINATION,
        kind=ConsentKind.SECRECY_WAIVER,
        valid_until=day(400),
    )


def _referred_again(again: Person, person: Person) -> list[ContractEvent]:
    """By another service: the referral is covered by their consent, and its enrolment joins their plan."""
    return [
        again.referred(30),
        again.met(36),
        person.covered(again.referral_id, 36),
        again.enrolled(40, under=person),
        person.joined_by(again.referral_id),
    ]


@st.composite
def deliveries(draw: st.DrawFn, received: Sequence[Received]) -> list[Batch]:
    """The topics cut into batches, dealt in any order between them, and some batches delivered again."""
    queues = [draw(_cuts(topic)) for topic in by_topic(received).values()]
    offsets: Counter[str] = Counter()
    dealt: list[Batch] = []
    while queues := [queue for queue in queues if queue]:
        batch = draw(st.sampled_from(queues)).pop(0)
        dealt.append(_written(batch, offsets))
        match draw(st.sampled_from(["once", "read twice", "sent twice"])):
            case "read twice":
                dealt.append(dealt[-1])
            case "sent twice":
                dealt.append(_written(batch, offsets))
    return dealt


@st.composite
def _cuts(draw: st.DrawFn, topic: Batch) -> list[Batch]:
    cuts = draw(st.lists(st.integers(1, len(topic)), max_size=4))
    return [topic[start:end] for start, end in pairwise(sorted({0, *cuts, len(topic)}))]


def _written(batch: Batch, offsets: Counter[str]) -> Batch:
    """The batch at the topic's next offsets."""
    written = []
    for one in batch:
        written.append(replace(one, offset=offsets[one.topic]))
        offsets[one.topic] += 1
    return written


@pytest.mark.slow
@settings(max_examples=extent(15, in_ci=60))
@given(data=st.data())
def test_every_interleaving_and_a_rebuild_give_the_same_view(data: st.DataObject) -> None:
    events = data.draw(ways())
    elsewhere = {str(event.referral_id) for event in events if isinstance(event, EnrolmentJoined)}
    received = Publisher(elsewhere).publish(events)
    dealt = data.draw(deliveries(received))
    with TemporaryDirectory() as folder:
        plain = _fold(Path(folder) / "plain.sqlite3", list(by_topic(received).values()))
        mixed = _fold(Path(folder) / "mixed.sqlite3", dealt)
        expected = _digest(plain)
        assert _facts(mixed) == len(received)
        assert _digest(mixed) == expected
        assert rebuild(mixed, batch=3) == len(received)
        assert _digest(mixed) == expected


def _fold(path: Path, batches: Sequence[Batch]) -> Database:
    database = open_database(f"sqlite:///{path}")
    migrate(database, (*BUS_TABLES, *MIGRATIONS), event_store=False)
    for batch in batches:
        apply_batch(database, Projector(), batch)
    return database


def _digest(database: Database) -> str:
    with database.reading() as tx:
        return projection_digest(tx)


def _facts(database: Database) -> int:
    return int(database.query("SELECT count(*) AS n FROM facts")[0]["n"])
