"""Topics interleave: whatever the order of enrolment and consent, the result is the same."""

from hypothesis import HealthCheck, settings
from hypothesis import given as each
from hypothesis import strategies as st
from services.planning.tests.examples import (
    CIRCLE,
    CONSENT,
    CONSENT_UNTIL,
    ENROLLED,
    EXPIRED,
    GRANTED,
    KEEPER,
    PLAN,
    REVOKED,
)

from chassis.decisions.journal import from_stored
from chassis.decisions.work import Work
from chassis.service.service import Policies
from planning.opening.plan_opened import PlanOpened
from planning.plan import Plan
from planning.policies import POLICIES
from planning.sharing.known_consent import KnownConsent
from samplan.bus.kafka.received import Received
from samplan.bus.store.transactions import Database, Row
from samplan.contracts.event import ContractEvent
from samplan.testing.given import envelope_of
from samplan.testing.harness import ServiceUnderTest

Batches = list[list[ContractEvent]]


@st.composite
def arrivals(draw: st.DrawFn) -> Batches:
    """Every order, each event perhaps repeated, cut into batches anywhere."""
    end = draw(st.sampled_from([REVOKED, EXPIRED]))
    order = draw(st.permutations([ENROLLED, GRANTED, end]))
    again = draw(st.lists(st.sampled_from(order), max_size=4))
    batches: Batches = [[]]
    for event in [*order, *again]:
        if draw(st.booleans()):
            batches.append([])
        batches[-1].append(event)
    return [batch for batch in batches if batch]


class TestEveryOrderOfArrival:
    @each(batches=arrivals())
    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_ends_with_one_plan_that_only_its_keeper_sees(
        self, service: ServiceUnderTest, batches: Batches
    ) -> None:
        forget_everything(service.database)
        apply_batch(service, batches)

        plan, consent = what_is_known(service.database)
        assert plan.agencies == CIRCLE
        assert plan.sharing_until == CONSENT_UNTIL
        assert plan.sharing_is_closed
        assert not plan.is_shared_on(ENROLLED.occurred_on)
        assert consent.plan_ids == (PLAN,)
        assert row_of_the_plan(service.database)["open_to"] == f",{KEEPER},"

    @each(batches=arrivals())
    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_shares_the_opening_only_when_the_end_was_not_yet_known(
        self, service: ServiceUnderTest, batches: Batches
    ) -> None:
        forget_everything(service.database)
        apply_batch(service, batches)

        arrived = [event for batch in batches for event in batch]
        enrolled_first = arrived.index(ENROLLED) < min(
            arrived.index(end) for end in (REVOKED, EXPIRED) if end in arrived
        )
        assert opening(service.database).shared is enrolled_first


def apply_batch(service: ServiceUnderTest, batches: Batches) -> None:
    policies = Policies(service.process.application, POLICIES)
    for batch in batches:
        with service.database.transaction() as tx:
            policies.apply(tx, [received(event) for event in batch])


def forget_everything(database: Database) -> None:
    with database.transaction() as tx:
        tx.execute("DELETE FROM stored_events")
        tx.execute("DELETE FROM event_digests")
        tx.execute("DELETE FROM plans")
        tx.execute("DELETE FROM enrolments")
        tx.execute("DELETE FROM open_plans")


def what_is_known(database: Database) -> tuple[Plan, KnownConsent]:
    with database.transaction() as tx:
        work = Work(tx)
        return work.load(Plan, PLAN), work.load(KnownConsent, CONSENT)


def row_of_the_plan(database: Database) -> Row:
    (row,) = database.query("SELECT open_to FROM plans")
    return row


def opening(database: Database) -> PlanOpened:
    with database.transaction() as tx:
        first = from_stored(tx.events_of(PLAN)[0])
    assert isinstance(first, PlanOpened)
    return first


def received(event: ContractEvent) -> Received:
    envelope = envelope_of(event)
    return Received(
        cluster="test",
        topic=envelope.topic,
        partition=0,
        offset=0,
        key=event.subject_id.encode(),
        value=b"",
        headers=(),
        envelope=envelope,
        event=event,
    )
