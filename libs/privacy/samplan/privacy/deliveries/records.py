"""Decisions as the records of a topic: they state nothing that another recipient, or a gap, could tell.

Their time is that of the decision: the same for an end that is sent in place of what it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from samplan.bus.publishing.publication import Publishable, Translate
from samplan.bus.publishing.wire import WireIds, wire_ids_of
from samplan.bus.store.checking import require_whole
from samplan.bus.store.transactions import Database
from samplan.contracts.envelope import Envelope, Record, encode
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.contracts.source import EventId
from samplan.privacy.deliveries.rows import Decided
from samplan.privacy.deliveries.sending import ToSend


@dataclass(frozen=True)
class Encoding:
    """Writes the records of one source."""

    database: Database
    translate: Translate
    source: str

    def record(self, one: ToSend) -> Record:
        """The same bytes each time, unless an end has come in its place. Raises RecordsDamaged."""
        decided, end = one.decided, one.instead or one.decided
        if decided.position is None or one.instead:
            return self._encoded(decided, _ended(end, decided), f"end {decided.sequence}")
        return self._encoded(decided, self._told(decided.position), f"{decided.position}")

    def _told(self, position: int) -> Publishable:
        stored = self.database.notifications(position - 1, 1)
        require_whole(self.database, stored)
        told = self.translate(stored[0])
        if told is None:
            raise ValueError(f"#{position} is not published")
        return told

    def _encoded(self, place: Decided, told: Publishable, fact: str) -> Record:
        event = told.event
        ids = self._ids.delivered(told, place.recipient, fact)
        is_own_place = event.subject_id == str(place.subject)
        envelope = Envelope(
            source=self.source,
            sequence=place.sequence,
            type=event.TYPE,
            subject=event.subject_id,
            time=place.decided_at,
            correlation_id=ids.correlation,
            causation_id=ids.causation,
            aggregate_version=place.number,
            previous=EventId(self.source, place.previous) if place.previous and is_own_place else None,
            fact_id=ids.fact,
        )
        return encode(envelope, event)

    @cached_property
    def _ids(self) -> WireIds:
        return wire_ids_of(self.database)


def _ended(end: Decided, place: Decided) -> Publishable:
    cause = f"{end.epoch} {place.sequence}"
    return Publishable(
        event=SharingEnded(record_id=end.record_id, occurred_on=end.occurred_on),
        recorded_at=place.decided_at,
        correlation_id=cause,
        causation_id=cause,
        traceparent=None,
    )
