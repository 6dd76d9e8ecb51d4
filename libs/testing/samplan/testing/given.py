"""Specs that read as sentences: given what happened, when something is decided, then this follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Command
from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from samplan.contracts.envelope import Envelope
from samplan.contracts.event import ContractEvent
from samplan.contracts.registry import channel_of

SOME_ID = UUID("5a3b1c00-0000-4000-8000-000000000001")
NOON = datetime(2020, 3, 2, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Fact:
    """An expected domain event: its class and some attributes, without those that the store adds."""

    event_class: type[DomainEvent]
    attributes: dict[str, Any]

    def matches(self, event: object) -> bool:
        """Whether the event is of exactly this class and has these attribute values."""
        return type(event) is self.event_class and all(
            getattr(event, name) == value for name, value in self.attributes.items()
        )


def fact(event_class: type[DomainEvent], **attributes: Any) -> Fact:
    """`fact(Plan.TrackChosen, track=Track.WORK)`."""
    return Fact(event_class, attributes)


def given(*facts: Fact, id: UUID = SOME_ID, prepare: Callable[[Any], object] | None = None) -> _Given:
    """The facts of one aggregate, from its creation on.

    `prepare` sets what the aggregate does not store, but decides by.
    """
    return _Given(facts, id, prepare)


@dataclass(frozen=True)
class _Given:
    facts: Sequence[Fact]
    id: UUID
    prepare: Callable[[Any], object] | None = None

    def when(self, decision: Any, *args: Any, **kwargs: Any) -> Outcome:
        """Let a command or a function decide on the aggregate, or create it if no facts are given.

        `args`: what the command's `decide` needs beside the aggregate.
        """
        if not self.facts:
            return _decide(lambda: decision(*args, **kwargs), None)
        aggregate = self.aggregate(_kind_of(self.facts[0].event_class))
        if isinstance(decision, Command):
            return _decide(lambda: decision.decide(aggregate, *args), aggregate)  # type: ignore[attr-defined]  # one upon one aggregate
        return _decide(lambda: decision(aggregate, *args, **kwargs), aggregate)

    def aggregate(self, kind: type[Aggregate]) -> Any:
        """The aggregate after these facts, without pending events."""
        first, *rest = self.facts
        if not issubclass(first.event_class, Created):
            raise TypeError("the first fact creates the aggregate")
        aggregate = kind._create(first.event_class, id=self.id, **first.attributes)
        for one in rest:
            aggregate.trigger_event(one.event_class, **one.attributes)
        aggregate.collect_events()
        if self.prepare is not None:
            self.prepare(aggregate)
        return aggregate


@dataclass(frozen=True)
class Outcome:
    """The result of a decision."""

    events: Sequence[DomainEvent]
    refusal: Refused | None
    aggregate: Any

    def then(self, *expected: Fact) -> Outcome:
        """Exactly these facts follow, in this order."""
        assert self.refusal is None, f"refused with {self.refusal!r}"
        kinds = [type(event).__qualname__ for event in self.events]
        assert len(kinds) == len(expected), f"the facts were {kinds}"
        for event, one in zip(self.events, expected, strict=True):
            assert one.matches(event), f"{event} is not {one}"
        return self

    def then_nothing(self) -> Outcome:
        """No facts follow, and the decision is not refused."""
        return self.then()

    def then_refused(self, kind: type[Refused]) -> Outcome:
        """The decision is refused with this error, and no facts follow."""
        assert isinstance(self.refusal, kind), f"not refused with {kind.__name__}: {self.refusal!r}"
        assert not self.events
        return self


def given_event(event: ContractEvent, **envelope: Any) -> _GivenEvent:
    """A published event as a policy receives it."""
    return _GivenEvent(event, envelope_of(event, **envelope))


@dataclass(frozen=True)
class _GivenEvent:
    event: ContractEvent
    envelope: Envelope

    def when(self, policy: Callable[[Any, Envelope], Sequence[object]]) -> _Commands:
        """Let a policy react to the event."""
        return _Commands(policy(self.event, self.envelope))


@dataclass(frozen=True)
class _Commands:
    commands: Sequence[object]

    def then_commands(self, *expected: object) -> None:
        """The policy returns exactly these commands."""
        assert list(self.commands) == list(expected)


WRITERS = {
    "referral": "malmo-ifo",
    "consent": "finsam",
    "planning": "af",
    "reporting": "finsam",
    "steering": "finsam",
    "cards": "malmo-ifo",
}


def envelope_of(event: ContractEvent, **changes: Any) -> Envelope:
    """An envelope for an event, as one agency's service would write it."""
    agency, channel = WRITERS[event.TYPE.split(".")[1]], channel_of(event)
    members: dict[str, Any] = {
        "source": f"/{agency}/{channel}/0a1b2c3d",
        "sequence": 1,
        "type": event.TYPE,
        "subject": event.subject_id,
        "time": NOON,
        "correlation_id": str(SOME_ID),
        "causation_id": str(SOME_ID),
        "aggregate_version": 1,
    }
    return Envelope(**{**members, **changes})


def _kind_of(first: type[DomainEvent]) -> type[Aggregate]:
    """The aggregate of a fact: it declares the fact, or the fact derives from the aggregate's base event."""
    for kind in _aggregates(Aggregate):
        own: type[DomainEvent] = vars(kind)["Event"]
        if first in vars(kind).values() or (own is not DomainEvent and issubclass(first, own)):
            return kind
    raise TypeError(f"{first.__qualname__} is a fact of no aggregate")


def _aggregates(kind: type[Aggregate]) -> Iterator[type[Aggregate]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _aggregates(sub)


def _decide(decide: Callable[[], Any], aggregate: Any) -> Outcome:
    try:
        created = decide()
    except Refused as refusal:
        return Outcome(aggregate.collect_events() if aggregate else (), refusal, aggregate)
    subject = aggregate if aggregate is not None else created
    return Outcome(subject.collect_events(), None, subject)
