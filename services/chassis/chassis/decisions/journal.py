"""Encodes and decodes stored domain events. Each event class is stored under its `TOPIC`, not its module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.utils import get_topic, resolve_topic

from chassis.decisions.domain import DomainEvent
from samplan.bus.publishing.publication import Publishable
from samplan.contracts.event import ContractEvent

Translate = Callable[[DomainEvent], ContractEvent | None]
"""Translates a domain event to the contract event that is published; None when it is private."""


def to_stored(event: DomainEvent) -> StoredEvent:
    """The event as it is stored: JSON, with the class version when it is above 1."""
    state = dict(vars(event))
    state.pop("originator_id")
    state.pop("originator_version")
    if (version := getattr(type(event), "class_version", 1)) > 1:
        state["class_version"] = version
    return StoredEvent(
        originator_id=event.originator_id,
        originator_version=event.originator_version,
        topic=get_topic(type(event)),
        state=msgspec.json.encode(state),
    )


def from_stored(stored: StoredEvent) -> DomainEvent:
    """The typed event, upcast to the current version of its class by its `upcast_vN_vM` static methods."""
    event_class: type[DomainEvent] = resolve_topic(stored.topic)
    # The library resolves any importable name; only domain events may be created from stored bytes.
    if not issubclass(event_class, DomainEvent):
        raise TypeError(f"not a domain event: {stored.topic}")
    state: dict[str, Any] = msgspec.json.decode(stored.state)
    version = state.pop("class_version", 1)
    while version < getattr(event_class, "class_version", 1):
        getattr(event_class, f"upcast_v{version}_v{version + 1}")(state)
        version += 1
    state["originator_id"] = stored.originator_id
    state["originator_version"] = stored.originator_version
    return msgspec.convert(state, event_class, strict=True)


def publishable(translate: Translate) -> Callable[[Notification], Publishable | None]:
    """The relay's translation of stored events, from the service's translation of domain events."""

    def published(notification: Notification) -> Publishable | None:
        fact = from_stored(notification)
        event = translate(fact)
        if event is None:
            return None
        return Publishable(
            event=event,
            recorded_at=fact.timestamp,
            correlation_id=fact.correlation_id,
            causation_id=fact.causation_id,
            traceparent=fact.traceparent,
            circle_version=fact.published_under,
        )

    return published
