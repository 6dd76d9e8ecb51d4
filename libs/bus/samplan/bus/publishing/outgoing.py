"""The records of a store's published events: each names the previous event of its aggregate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from eventsourcing.persistence import Notification

from samplan.bus.publishing.epochs import Epochs
from samplan.bus.publishing.numbering import Last, Numbering
from samplan.bus.publishing.publication import Publication, Publishable
from samplan.bus.publishing.wire import WireIds, wire_ids_of
from samplan.bus.store.checking import require_whole
from samplan.bus.store.transactions import Database
from samplan.contracts.envelope import Envelope, Record, encode
from samplan.contracts.event import ContractEvent
from samplan.contracts.source import EventId


class Untranslatable(Exception):
    """An event is not private but cannot be published; no later event may be published."""


class Traced(NamedTuple):
    """A record, and the trace context of its store, which the record itself does not carry."""

    record: Record
    origin: str | None


def recorded_at(record: Record) -> datetime:
    """When the event of a record was recorded."""
    return datetime.fromisoformat(dict(record.headers)["ce_time"].decode())


@dataclass(frozen=True)
class Outgoing:
    """A store's events as records for its topic; the result is the same every time."""

    database: Database
    publication: Publication
    epochs: Epochs

    @property
    def present_source(self) -> str:
        """The source of events stored from now on."""
        return self.publication.source_in(self.epochs, self.epochs.present)

    def records(self, batch: Sequence[Notification]) -> list[Record]:
        """The records of a batch's published events.

        Raises Untranslatable, RecordsDamaged, OSError and the store's errors.
        """
        return [one.record for one in self.traced(batch)]

    def traced(self, batch: Sequence[Notification]) -> list[Traced]:
        """The records, each with the trace context of its stored event. Raises as `records` does."""
        require_whole(self.database, batch)
        last = self._numbering.before(batch)
        found: list[Traced] = []
        for notification in batch:
            public = self._translated(notification)
            before = last[notification.originator_id]
            after = self._numbering.after(before, notification, public is not None)
            last[notification.originator_id] = after
            if public is not None:
                envelope = self._envelope(public, before.position, after)
                found.append(Traced(_encoded(notification, envelope, public.event), public.traceparent))
        self._numbering.remember(last)
        return found

    @cached_property
    def _numbering(self) -> Numbering:
        return Numbering(self.database, lambda one: self._translated(one) is not None)

    @cached_property
    def _ids(self) -> WireIds:
        return wire_ids_of(self.database)

    def _translated(self, notification: Notification) -> Publishable | None:
        try:
            return self.publication.translate(notification)
        except OSError:
            raise  # what the translation asks cannot be read now: the relay tries again
        except Exception as error:  # noqa: BLE001  # any error stops the relay
            raise _untranslatable(notification, error) from None

    def _envelope(self, public: Publishable, previous: int | None, place: Last) -> Envelope:
        position = place.position or 0
        ids = self._ids.of(public)
        return Envelope(
            source=self._source_of(position),
            sequence=position,
            type=public.event.TYPE,
            subject=public.event.subject_id,
            time=public.recorded_at,
            correlation_id=ids.correlation,
            causation_id=ids.causation,
            aggregate_version=place.number,
            previous=None if previous is None else EventId(self._source_of(previous), previous),
            traceparent=ids.traceparent,
            circle_version=public.circle_version,
        )

    def _source_of(self, sequence: int) -> str:
        return self.publication.source_in(self.epochs, self.epochs.of(sequence))


def _encoded(notification: Notification, envelope: Envelope, event: ContractEvent) -> Record:
    try:
        return encode(envelope, event)
    except Exception as error:  # noqa: BLE001  # as above
        raise _untranslatable(notification, error) from None


def _untranslatable(notification: Notification, error: Exception) -> Untranslatable:
    # The class only: the event may contain data that must not leave the store.
    return Untranslatable(f"{notification.topic} #{notification.id}: {type(error).__name__}")
