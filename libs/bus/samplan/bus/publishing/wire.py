"""Ids on the wire: nothing of a caller's, and nothing that two aggregates have in common (K70).

A stored event keeps its caller's correlation id and trace context, for the owner's operators. What is
published is derived from them and the aggregate's id, under a key that never leaves the store: the same each
time that the event is published, and random to everybody else.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from samplan.bus.publishing.publication import Publishable
from samplan.bus.store.transactions import Database
from samplan.contracts.source import EventId


class Ids(NamedTuple):
    """What a record says about its cause."""

    correlation: str
    causation: str
    traceparent: str | None


class Delivered(NamedTuple):
    """What a delivered record says about its cause, and the id of the fact in every epoch of its topic."""

    correlation: str
    causation: str
    fact: str


@dataclass(frozen=True)
class WireIds:
    """Derives the ids of a store's records."""

    key: bytes

    def of(self, event: Publishable) -> Ids:
        """An event that follows from a published one names it, and keeps its ids: they come from the wire."""
        if _is_of_an_event(event.causation_id):
            return Ids(event.correlation_id, event.causation_id, event.traceparent)
        subject = event.event.subject_id
        return Ids(
            self._uuid("correlation", event.correlation_id, subject),
            self._uuid("causation", event.causation_id, subject),
            event.traceparent and self._trace(event.traceparent, subject),
        )

    def delivered(self, event: Publishable, recipient: str, fact: str) -> Delivered:
        """Of an event that is delivered to one agency: no two agencies can compare what they were told.

        An event that follows from one of the recipient's own names it.
        """
        own = event.causation_id
        is_own = _is_of_an_event(own) and own.startswith(f"/{recipient}/")
        subject = event.event.subject_id
        return Delivered(
            self._uuid("delivered correlation", recipient, event.correlation_id, subject),
            own if is_own else self._uuid("delivered causation", recipient, own, subject),
            self._uuid("delivered fact", recipient, fact),
        )

    def _trace(self, traceparent: str, subject: str) -> str:
        version, trace, span, flags = traceparent.split("-")
        trace, span = (self._digest("trace", one, subject).hex() for one in (trace, trace + span))
        return f"{version}-{trace[:32]}-{span[:16]}-{flags}"

    def _uuid(self, *texts: str) -> str:
        return str(UUID(bytes=self._digest(*texts)[:16], version=4))

    def _digest(self, *texts: str) -> bytes:
        return hmac.digest(self.key, "\0".join(texts).encode(), "sha256")


def wire_ids_of(database: Database) -> WireIds:
    """The ids of a store's records."""
    rows = database.query("SELECT value FROM meta WHERE name = 'wire_key'")
    return WireIds(bytes.fromhex(rows[0]["value"]))


def _is_of_an_event(causation: str) -> bool:
    try:
        EventId.parse(causation)
    except ValueError:
        return False
    return True
