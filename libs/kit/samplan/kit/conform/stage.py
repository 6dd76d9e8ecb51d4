"""What the other agencies publish while an adapter is tested: plans of made-up participants."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from uuid import UUID, uuid4

from samplan.contracts.codes import ActivityKind, Agency
from samplan.contracts.envelope import Envelope, Record, encode
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.contracts.planning.plans import ActivityStarted, PlanAgreed, PlanOpened
from samplan.contracts.registry import channel_of, delivery_channel
from samplan.contracts.source import EventId

KEEPER = Agency.AF
DAY = date(2020, 3, 20)
FIRST_EPOCH, NEXT_EPOCH = "0a1b2c3d", "4e5f6a7b"
START = datetime(2020, 3, 20, 9, 30, tzinfo=UTC)


class Topics(Protocol):
    def publish(self, topic: str, record: Record) -> None: ...


@dataclass(frozen=True)
class Case:
    """A plan."""

    plan: UUID = field(default_factory=uuid4)
    participant: UUID = field(default_factory=uuid4)
    consent: UUID = field(default_factory=uuid4)

    def opened(self) -> PlanOpened:
        return PlanOpened(
            plan_id=self.plan,
            participant_id=self.participant,
            referral_id=uuid4(),
            consent_id=self.consent,
            programme="malmokraften",
            plan_due_on=DAY + timedelta(days=60),
            occurred_on=DAY,
        )

    def agreed(self) -> PlanAgreed:
        return PlanAgreed(plan_id=self.plan, agencies=(KEEPER,), occurred_on=DAY)

    def started(self) -> ActivityStarted:
        return ActivityStarted(
            plan_id=self.plan,
            activity_id=uuid4(),
            kind=ActivityKind.GUIDANCE,
            owner_agency=KEEPER,
            occurred_on=DAY,
        )

    def ended(self) -> SharingEnded:
        return SharingEnded(record_id=self.plan, occurred_on=DAY)


@dataclass(frozen=True)
class Published:
    """A record that may be published again."""

    topic: str
    record: Record
    envelope: Envelope
    event: ContractEvent

    @property
    def id(self) -> str:
        return self.envelope.id


class Stage:
    """Publishes events as the services would, each naming the one before it about the same subject."""

    def __init__(self, topics: Topics, agency: Agency) -> None:
        self.topics = topics
        self._agency = agency
        self.epoch = FIRST_EPOCH
        self._sequences: dict[str, int] = {}
        self._last: dict[str, EventId] = {}

    def publish(self, event: ContractEvent, causation: str | None = None) -> Published:
        """Publish an event that follows all earlier ones."""
        made = self.make(event, causation)
        self.repeat(made)
        return made

    def repeat(self, one: Published) -> None:
        """Publish a record, perhaps again: the same bytes."""
        self.topics.publish(one.topic, one.record)

    def make(self, event: ContractEvent, causation: str | None = None, fact: str | None = None) -> Published:
        """An event that follows all earlier ones, not published yet. `fact`: the id of one that was told."""
        channel = channel_of(event) if event.TO else delivery_channel("planning", self._agency)
        source = f"/{KEEPER}/{channel}/{self.epoch}"
        sequence = self._sequences[source] = self._sequences.get(source, 0) + 1
        envelope = Envelope(
            source=source,
            sequence=sequence,
            type=event.TYPE,
            subject=event.subject_id,
            time=START + timedelta(minutes=sum(self._sequences.values())),
            correlation_id=str(uuid4()),
            causation_id=causation or str(uuid4()),
            aggregate_version=1,
            previous=self._last.get(event.subject_id),
            fact_id=None if event.TO else fact or str(uuid4()),
        )
        self._last[event.subject_id] = EventId(source, sequence)
        return Published(envelope.topic, encode(envelope, event), envelope, event)
