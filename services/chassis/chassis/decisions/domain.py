"""Base classes of every service's aggregates, events and refusals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self
from uuid import UUID

from eventsourcing.domain import BaseAggregate, CanInitAggregate, CanMutateAggregate, MetaDomainEvent
from eventsourcing.domain import DomainEvent as LibraryDomainEvent
from eventsourcing.utils import register_topic

from samplan.bus.observe.causation import current_cause
from samplan.bus.reading.rule_broken import RuleBroken


class _Declared(MetaDomainEvent):
    """Registers a fact under its `TOPIC`, whatever its module. Subclasses of a private fact are private."""

    def __new__(
        cls, name: str, bases: tuple[type, ...], members: dict[str, Any], *, private: bool | None = None
    ) -> Any:
        if private is not None:
            members["IS_PRIVATE"] = private
        fact: type[DomainEvent] = super().__new__(cls, name, bases, members)
        if "TOPIC" in members and "." not in members["__qualname__"]:  # the aggregate registers nested ones
            register_topic(members["TOPIC"], fact)
        return fact


class DomainEvent(CanMutateAggregate[UUID], LibraryDomainEvent, metaclass=_Declared):
    """A fact. Each subclass names its `TOPIC`, so that its module can move without breaking stored history.

    It is published as the contract event of that name, unless its class is declared `private=True`.
    """

    IS_PRIVATE: ClassVar[bool] = False

    originator_id: UUID
    correlation_id: str
    causation_id: str
    traceparent: str | None

    @property
    def is_withheld(self) -> bool:
        """Whether this fact is not published, although facts of its class are."""
        return False

    @property
    def published_under(self) -> int | None:
        """The version of the circle that allowed publishing; None when it rests on no consent (C-06)."""
        return None


class Created(CanInitAggregate[UUID], DomainEvent):
    """The first fact of an aggregate; its other attributes become arguments of `__init__`."""

    originator_topic: str


class Aggregate(BaseAggregate[UUID]):
    """An aggregate whose events record what caused them. Each subclass names its `TOPIC`."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        # Without this base event, the library replaces every event class by a subclass.
        if "Event" not in cls.__dict__:
            cls.Event = DomainEvent  # type: ignore[attr-defined]  # the library looks it up by this name
        super().__init_subclass__(**kwargs)

    @classmethod
    def begin(cls, first: type[Created], aggregate_id: UUID, **members: Any) -> Self:
        """A new aggregate, created by its first fact."""
        return cls._create(first, id=aggregate_id, **members)

    @classmethod
    def _create(
        cls, event_class: type[CanInitAggregate[UUID]], *, id: UUID | None = None, **kwargs: Any
    ) -> Self:
        return super()._create(event_class, id=id, **_caused(), **kwargs)

    def trigger_event(self, event_class: type[CanMutateAggregate[UUID]], **kwargs: Any) -> None:
        super().trigger_event(event_class, **_caused(), **kwargs)


def _caused() -> dict[str, str | None]:
    cause = current_cause()
    return {
        "correlation_id": cause.correlation_id,
        "causation_id": cause.causation_id,
        "traceparent": cause.traceparent,
    }


OF_EVERY_PROBLEM = frozenset(
    {"type", "title", "status", "instance", "code", "request", "requestId", "headers"}
)
"""Members that no refusal may name among its details."""


class Refused(RuleBroken):
    """A rule refuses the command. `code` is public and stable; `status` is the HTTP status of the answer.

    `details` may hold codes, dates and counts, never personal data or text of the request.
    """

    status: ClassVar[int] = 409
    title: ClassVar[str] = "The request conflicts with what is already recorded"

    def __init__(
        self, **details: str | int | Sequence[str] | Sequence[Mapping[str, str | int]] | None
    ) -> None:
        if taken := details.keys() & OF_EVERY_PROBLEM:
            raise TypeError(f"{type(self).__name__}: a problem document has its own {sorted(taken)}")
        super().__init__(self.code)
        self.details = details
        self.rule = ""

    def aftermath(self, request: str) -> Sequence[object]:
        """The commands that keep what others need of the refusal: carried out once all else is rolled back.

        `request`: a keyed digest of what was asked; the same request has the same one.
        """
        return ()

    def because_of(self, rule: str) -> Self:
        """Names the rule for the service's own log: no answer shows it."""
        self.rule = rule
        return self


class NotFound(Refused):
    """There is no such record, or the caller may not know that there is."""

    code = "not_found"
    status = 404
    title = "There is no such record"
