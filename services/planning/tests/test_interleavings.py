"""Topics interleave: whatever the order of enrolment and consent, the result is the same."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as each
from hypothesis import strategies as st
from services.planning.tests.examples import (
    ENROLLED,
    EXPIRED,
    GRANTED,
    KEEPER,
    NAMED,
    PLAN,
    REVOKED,
)

from chassis.decisions.journal import from_stored
from chassis.service.service import Policies
from planning.opening.plan_opened import PlanOpened
from planning.service import SERVICE
from samplan.bus.kafka.received import Received
from samplan.bus.store.transactions import Database
from samplan.contracts.event import ContractEvent
from samplan.testing.extent import extent
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
    @pytest.mark.slow
    @each(batches=arrivals())
    @settings(max_examples=extent(15, in_ci=60), suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_ends_with_one_plan_that_only_its_keeper_sees(
        self, service: ServiceUnderTest, batches: Batches
    ) -> None:
        forget_everything(service.database)
        apply_batch(service, batches)

        seen_by = {agency for agency in NAMED if service.get(f"/v1/plans/{PLAN}", agency=agency).is_success}
        assert seen_by == {KEEPER}

    @pytest.mark.slow
    @each(batches=arrivals())
    @settings(max_examples=extent(15, in_ci=60), suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_shares_the_opening_only_when_the_end_was_not_yet_known(
        self, service: ServiceUnderTest, batches: Batches
    ) -> None:
        forget_everything(service.database)
        apply_batch(service, batches)

        arrived = [event for batch in batches for event in batch]
        opens_at = max(arrived.index(ENROLLED), arrived.index(GRANTED))
        ends_at = min(arrived.index(end) for end in (REVOKED, EXPIRED) if end in arrived)
        assert opening(service.database).shared is (opens_at < ends_at)


def apply_batch(service: ServiceUnderTest, batches: Batches) -> None:
    policies = Policies(service.process.application, SERVICE)
    for batch in batches:
        with service.on_business_date(), service.database.transaction() as tx:
            policies.apply(tx, [received(event) for event in batch])


def forget_everything(database: Database) -> None:
    with database.transaction() as tx:
        tx.execute("DELETE FROM stored_events")
        tx.execute("DELETE FROM event_digests")
        tx.execute("DELETE FROM plans")
        tx.execute("DELETE FROM enrolments")
        tx.execute("DELETE FROM open_plans")
        tx.execute("DELETE FROM waiting_enrolments")
        tx.execute("DELETE FROM circles")
        tx.execute("DELETE FROM circle_statements")
        tx.execute("DELETE FROM circle_departures")


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
