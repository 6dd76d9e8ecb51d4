"""What an adapter must do with events: each check publishes some, and judges what the adapter holds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from samplan.contracts.envelope import Record
from samplan.kit.conform.adapter import Held
from samplan.kit.conform.stage import NEXT_EPOCH, Case, Published, Stage


class Failed(Exception):
    """The adapter does not do what was promised; the message says what it did."""


class Check(ABC):
    """One promise of the contracts, and the events that show whether the adapter keeps it."""

    name: ClassVar[str]
    promise: ClassVar[str]

    @abstractmethod
    def arrange(self, stage: Stage) -> None:
        """Publish the events."""

    @abstractmethod
    def judge(self, held: Sequence[Held]) -> None:
        """Raises Failed."""


class Order(Check):
    name = "order"
    promise = "Events about one plan take effect in the order in which they were published"

    def arrange(self, stage: Stage) -> None:
        one, other = Case(), Case()
        events = [one.opened(), other.opened(), one.agreed(), other.agreed(), one.started()]
        self._published = [stage.publish(event) for event in events]
        self._subjects = [one.plan, other.plan]

    def judge(self, held: Sequence[Held]) -> None:
        for plan in self._subjects:
            expect(held, [one for one in self._published if one.envelope.subject == str(plan)])


class Ahead(Check):
    name = "ahead of its turn"
    promise = "An event that arrives before the one it names in `ce_previous` waits for it"

    def arrange(self, stage: Stage) -> None:
        case = Case()
        opened = stage.publish(case.opened())
        agreed, started = stage.make(case.agreed()), stage.make(case.started())
        for one in (started, agreed, started):
            stage.repeat(one)
        self._published = [opened, agreed, started]

    def judge(self, held: Sequence[Held]) -> None:
        expect(held, self._published)


class Duplicate(Check):
    name = "duplicate"
    promise = "A record that is published again, at any time, has no second effect"

    def arrange(self, stage: Stage) -> None:
        case = Case()
        self._published = [stage.publish(event) for event in (case.opened(), case.agreed())]
        for one in (*self._published, *self._published):
            stage.repeat(one)

    def judge(self, held: Sequence[Held]) -> None:
        expect(held, self._published)


class UnknownType(Check):
    name = "unknown type"
    promise = "An event of a type that the adapter does not know stops no other plan"

    def arrange(self, stage: Stage) -> None:
        strange = stage.make(Case().agreed())
        unknown = {"ce_type": b"samplan.planning.SomethingNew.v1", "ce_dataschema": b"urn:samplan:schema:new"}
        stage.repeat(_with(strange, headers=unknown))
        self._strange, self._published = strange, [stage.publish(Case().opened())]

    def judge(self, held: Sequence[Held]) -> None:
        refuse(held, [self._strange], "holds an event of an unknown type")
        expect(held, self._published)


class Poison(Check):
    name = "poison"
    promise = "A record that cannot be read has no effect and stops no other plan"

    def arrange(self, stage: Stage) -> None:
        self._poison = [stage.make(Case().opened()) for _ in range(3)]
        torn, bare, strange = self._poison
        stage.repeat(_with(torn, value=b'{"planId": "\xff\xfe'))
        stage.topics.publish(bare.topic, bare.record._replace(headers=[]))
        stage.topics.publish(strange.topic, strange.record._replace(key=b"another"))
        self._published = [stage.publish(Case().opened())]

    def judge(self, held: Sequence[Held]) -> None:
        refuse(held, self._poison, "holds a record that cannot be read")
        expect(held, self._published)


class EpochChange(Check):
    name = "epoch change"
    promise = "After a new epoch of the writer its sequence starts again, and old events stay repeats"

    def arrange(self, stage: Stage) -> None:
        case = Case()
        opened = stage.publish(case.opened())
        before, stage.epoch = stage.epoch, NEXT_EPOCH
        agreed, started = stage.publish(case.agreed()), stage.make(case.started())
        for one in (opened, started):
            stage.repeat(one)
        stage.epoch = before
        self._published = [opened, agreed, started]

    def judge(self, held: Sequence[Held]) -> None:
        expect(held, self._published)


class Refill(Check):
    name = "refill"
    promise = "A fact that is told again under a new epoch, with the same `ce_factid`, has no second effect"

    def arrange(self, stage: Stage) -> None:
        case = Case()
        self._published = [stage.publish(event) for event in (case.opened(), case.agreed())]
        before, stage.epoch = stage.epoch, NEXT_EPOCH
        for one in self._published:
            stage.repeat(stage.make(one.event, fact=one.envelope.fact_id))
        stage.epoch = before

    def judge(self, held: Sequence[Held]) -> None:
        expect(held, self._published)


class EndOfSharing(Check):
    name = "end of sharing"
    promise = "After `SharingEnded` nothing of the record is held, but on a ground, until it is told again"

    def arrange(self, stage: Stage) -> None:
        ended, again, unknown = Case(), Case(), Case()
        told = [stage.publish(event) for event in (ended.opened(), ended.agreed(), again.opened())]
        for case in (ended, again, unknown):
            stage.publish(case.ended())
        for one in told:
            stage.repeat(one)
        self._gone, opened = told[:2], told[2]
        self._new_start = stage.make(opened.event, fact=opened.envelope.fact_id)
        stage.repeat(self._new_start)

    def judge(self, held: Sequence[Held]) -> None:
        kept = [one for one in held if one.retained is None]
        refuse(kept, self._gone, "holds an event of a record whose sharing has ended")
        expect(kept, [self._new_start])


def expect(held: Sequence[Held], published: Sequence[Published]) -> None:
    """These events about one plan are held, once each and in this order, and no others. Raises Failed."""
    expected = [one.id for one in published]
    subjects = {one.envelope.subject for one in published}
    found = [one.event for one in held if str(one.subject) in subjects]
    names = {one.id: one.envelope.type.split(".")[2] for one in published}
    if found != expected:
        raise Failed(f"holds {_named(found, names)} instead of {_named(expected, names)}")


def refuse(held: Sequence[Held], published: Sequence[Published], fault: str) -> None:
    """None of these events is held, nor another about their subjects. Raises Failed."""
    ids, subjects = {one.id for one in published}, {one.envelope.subject for one in published}
    if any(one.event in ids or str(one.subject) in subjects for one in held):
        raise Failed(fault)


def _named(ids: Sequence[str], names: dict[str, str]) -> str:
    return ", ".join(names.get(one, "another event") for one in ids) or "nothing"


def _with(
    one: Published, *, headers: dict[str, bytes] | None = None, value: bytes | None = None
) -> Published:
    changed = [(name, (headers or {}).get(name, was)) for name, was in one.record.headers]
    record = Record(one.record.key, one.record.value if value is None else value, changed)
    return Published(one.topic, record, one.envelope, one.event)


READING: tuple[type[Check], ...] = (
    Order,
    Ahead,
    Duplicate,
    UnknownType,
    Poison,
    EpochChange,
    Refill,
    EndOfSharing,
)
