"""Grants, ends, blocks, facts and failing relays in any order: a topic has what was allowed at each point."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from services.planning.tests.examples import (
    CARE,
    CITY,
    ENROLLED,
    GRANTED,
    GRANTED_ON,
    KEEPER,
    MARCH_14,
    PARTICIPANT,
    PLAN,
    REVOKED,
    TODAY,
)

from chassis.service.publishing import publication_of
from planning.plan.circle_today import PLAN as RESOURCE
from planning.service import SERVICE
from samplan.contracts.codes import Agency
from samplan.contracts.consent import BlockLifted, BlockSet
from samplan.contracts.event import ContractEvent
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.circles import circle_of
from samplan.privacy.circle.may_deliver import Delivering, asked_of_record, may_deliver
from samplan.privacy.circle.may_know import Allowed, may_know
from samplan.privacy.deliveries.in_transaction import InTransaction
from samplan.privacy.deliveries.index import Deliverable, facts_of
from samplan.testing.deliveries.topics import Delivered, held
from samplan.testing.extent import extent
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

STRANGER = Agency.KLIPPAN
RECIPIENTS = (CARE, CITY, STRANGER)
NAMED = st.sampled_from([(KEEPER, CITY), (KEEPER, CARE), (KEEPER, CITY, CARE)])
CONSENTS = [UUID(int=n, version=4) for n in (1, 2)]


def is_allowed(circle: Circle, fact: Deliverable, to: Agency) -> bool:
    asked = Delivering(
        what=fact.what,
        makers=fact.makers,
        occurred_on=fact.occurred_on,
        recipient=to,
        owner=KEEPER,
        today=TODAY,
    )
    return isinstance(may_deliver(circle, asked), Allowed)


class World:
    """The service, its topics, and by hand what each recipient should hold."""

    def __init__(self, folder: Path) -> None:
        to = ",".join(RECIPIENTS)
        self.service = ServiceUnderTest(SERVICE, folder, today=TODAY, delivers_to=to)
        self.topics = Delivered(self.service)
        self.should_hold: dict[Agency, set[int]] = {one: set() for one in RECIPIENTS}
        self.unnoted: dict[Agency, set[int]] = {one: set() for one in RECIPIENTS}
        self.version = 1
        self.service.receive(GRANTED, ENROLLED)

    def hear(self, event: ContractEvent) -> None:
        self.version += 1
        self.service.receive(replace(event, circle_version=self.version))
        self.check(told=False)

    def start_activity(self, by: Agency) -> None:
        body = {"kind": "swedish_studies", "occurredOn": MARCH_14.isoformat()}
        self.service.post(f"/v1/plans/{PLAN}/activities", body, agency=by)

    def send(self) -> None:
        self.topics.send()
        self.check(told=True)
        for unnoted in self.unnoted.values():
            unnoted.clear()

    def send_without_noting(self) -> None:
        for _ in range(2):
            for batch in self.topics.decide():
                self.topics.write(batch)
        self.check(told=True)

    def decide_alone(self) -> None:
        """The relay is killed before anything is sent: what ends now is never told."""
        for _ in range(2):
            self.topics.decide()
        self.check(told=True)

    def check(self, *, told: bool) -> None:
        """An end counts at once, and what is allowed counts as soon as a relay decides it.

        What may not have been sent yet is decided once more: if it is not allowed any more, all starts again.
        """
        with self.service.database.reading() as tx:
            tables = InTransaction(tx)
            circle, facts = circle_of(PARTICIPANT, tables), facts_of(str(PLAN), tables)
        for to, holds in self.should_hold.items():
            allowed = {fact.position for fact in facts if is_allowed(circle, fact, to)}
            if not isinstance(may_know(circle, asked_of_record(RESOURCE, to, KEEPER, TODAY)), Allowed):
                holds.clear()
            elif told:
                if (self.unnoted[to] & holds) - allowed:
                    holds.clear()
                self.unnoted[to] |= allowed - holds
                holds.update(allowed)

    def event_at(self, position: int) -> ContractEvent:
        service = self.service
        publication = publication_of(service.service, service.settings, service.database)
        [stored] = service.database.notifications(position - 1, 1)
        found = publication.translate(stored)
        assert found is not None
        return found.event


Step = Callable[[World], None]
GRANTS = st.builds(
    lambda consent, agencies, covers, on: (
        lambda world: world.hear(
            replace(GRANTED, consent_id=consent, agencies=agencies, covers_earlier=covers, occurred_on=on)
        )
    ),
    st.sampled_from(CONSENTS),
    NAMED,
    st.booleans(),
    st.sampled_from([GRANTED_ON, TODAY]),
)
ENDS = st.builds(
    lambda consent: lambda world: world.hear(replace(REVOKED, consent_id=consent)),
    st.sampled_from([*CONSENTS, GRANTED.consent_id]),
)
BLOCKS = st.builds(
    lambda kind, agency: (
        lambda world: world.hear(
            kind(participant_id=PARTICIPANT, agency=agency, circle_version=1, occurred_on=TODAY)
        )
    ),
    st.sampled_from([BlockSet, BlockLifted]),
    st.sampled_from([CARE, CITY]),
)
FACTS = st.builds(lambda by: lambda world: world.start_activity(by), st.sampled_from([KEEPER, CITY, CARE]))
RELAYS = st.sampled_from([World.send, World.send, World.send_without_noting, World.decide_alone])
STEPS: st.SearchStrategy[list[Step]] = st.lists(GRANTS | ENDS | BLOCKS | FACTS | RELAYS, max_size=14)


ENDED_AND_GRANTED_BETWEEN_TWO_LOOKS: Sequence[Step] = (
    World.send,
    lambda world: world.hear(REVOKED),
    lambda world: world.hear(replace(GRANTED, consent_id=CONSENTS[0], occurred_on=TODAY)),
)


@given(STEPS)
@example(ENDED_AND_GRANTED_BETWEEN_TWO_LOOKS)
@settings(max_examples=extent(15, in_ci=60), deadline=None)
def test_each_topic_holds_what_its_recipient_might_know_at_each_point(steps: Sequence[Step]) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder))
        with world.service:
            for step in steps:
                step(world)
            world.send()
            for to, positions in world.should_hold.items():
                told = world.topics.told(f"af.planning.to-{to}.v1")
                holds = {repr(event) for event in held(told)}
                assert holds == {repr(world.event_at(one)) for one in positions}
                assert sorted({one.sequence for one, _ in told}) == list(
                    range(1, 1 + len({one.sequence for one, _ in told}))
                )
            assert world.topics.names(f"af.planning.to-{STRANGER}.v1") == []
