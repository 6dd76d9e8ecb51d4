"""The records of a store's published events: each names the previous event of its aggregate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from eventsourcing.persistence import Notification

from samplan.bus.publishing.epochs import Epochs
from samplan.bus.publishing.publication import Publication, Publishable
from samplan.bus.store.checking import require_whole
from samplan.bus.store.event_rows import EVENT_COLUMNS, notification_in
from samplan.bus.store.transactions import Database
from samplan.contracts.envelope import Envelope, Record, encode
from samplan.contracts.event import ContractEvent
from samplan.contracts.source import EventId


class Untranslatable(Exception):
    """An event is not private but cannot be published; no later event may be published."""


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
        require_whole(self.database, batch)
        published = [(one, public) for one in batch if (public := self._translated(one)) is not None]
        last = self._published_before([one for one, _ in published])
        records: list[Record] = []
        for notification, public in published:
            envelope = self._envelope(notification, public, last.get(notification.originator_id))
            records.append(_encoded(notification, envelope, public.event))
            last[notification.originator_id] = notification.id
        return records

    def _translated(self, notification: Notification) -> Publishable | None:
        try:
            return self.publication.translate(notification)
        except OSError:
            raise  # what the translation asks cannot be read now: the relay tries again
        except Exception as error:  # noqa: BLE001  # any error stops the relay
            raise _untranslatable(notification, error) from None

    def _envelope(self, n: Notification, public: Publishable, previous: int | None) -> Envelope:
        return Envelope(
            source=self._source_of(n.id),
            sequence=n.id,
            type=public.event.TYPE,
            subject=public.event.subject_id,
            time=public.recorded_at,
            correlation_id=public.correlation_id,
            causation_id=public.causation_id,
            aggregate_version=n.originator_version,
            previous=None if previous is None else EventId(self._source_of(previous), previous),
            traceparent=public.traceparent,
            circle_version=public.circle_version,
        )

    def _source_of(self, sequence: int) -> str:
        return self.publication.source_in(self.epochs, self.epochs.of(sequence))

    def _published_before(self, published: Sequence[Notification]) -> dict[UUID | str, int]:
        """The last published event of each aggregate before the batch, if there is one.

        Searches backwards from the aggregate's first event in the batch and skips private events.
        """
        firsts: dict[UUID | str, int] = {}
        for one in published:
            firsts.setdefault(one.originator_id, one.originator_version)
        found: dict[UUID | str, int] = {}
        while wanted := {aggregate: version - 1 for aggregate, version in firsts.items() if version > 1}:
            firsts = {}
            stored = _stored_at(self.database, wanted)
            require_whole(self.database, stored)
            for one in stored:
                if self._translated(one) is None:
                    firsts[one.originator_id] = one.originator_version
                else:
                    found[one.originator_id] = one.id
        return found


def _stored_at(database: Database, versions: Mapping[UUID | str, int]) -> list[Notification]:
    """The events of aggregates at these versions."""
    values = ", ".join(f"(:id{n}, :version{n})" for n in range(len(versions)))
    params: dict[str, Any] = {}
    for n, (aggregate, version) in enumerate(versions.items()):
        params[f"id{n}"] = (
            aggregate.hex if database.kind == "sqlite" and isinstance(aggregate, UUID) else aggregate
        )
        params[f"version{n}"] = version
    sql = f"{EVENT_COLUMNS[database.kind]} WHERE (originator_id, originator_version) IN (VALUES {values})"
    with database.reading() as tx:
        return [notification_in(row) for row in tx.raw(sql, params)]


def _encoded(notification: Notification, envelope: Envelope, event: ContractEvent) -> Record:
    try:
        return encode(envelope, event)
    except Exception as error:  # noqa: BLE001  # as above
        raise _untranslatable(notification, error) from None


def _untranslatable(notification: Notification, error: Exception) -> Untranslatable:
    # The class only: the event may contain data that must not leave the store.
    return Untranslatable(f"{notification.topic} #{notification.id}: {type(error).__name__}")
