"""What is published of a store's events: each as a record that names the one it follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from eventsourcing.persistence import Notification

from samplan.bus.publishing.epochs import Epochs
from samplan.bus.publishing.publication import Publication, Publishable
from samplan.bus.store.transactions import Database
from samplan.contracts.envelope import Envelope, Record, encode
from samplan.contracts.event import ContractEvent
from samplan.contracts.source import EventId

_IDS = {"sqlite": "rowid", "postgresql": "notification_id"}
"""What each kind of store calls the position of an event in its log."""


class Untranslatable(Exception):
    """An event can neither be published nor is it private; nothing after it may be published."""


@dataclass(frozen=True)
class Outgoing:
    """A store's events as its topic has them, the same at every time of asking."""

    database: Database
    publication: Publication
    epochs: Epochs

    def records(self, batch: Sequence[Notification]) -> list[Record]:
        """Those of a batch that others may know. Raises Untranslatable, and what the store raises."""
        published = [(one, said) for one in batch if (said := self._translated(one)) is not None]
        last = self._published_before([one for one, _ in published])
        records: list[Record] = []
        for notification, said in published:
            envelope = self._envelope(notification, said, last.get(notification.originator_id))
            records.append(_encoded(notification, envelope, said.event))
            last[notification.originator_id] = notification.id
        return records

    def _translated(self, notification: Notification) -> Publishable | None:
        try:
            return self.publication.translate(notification)
        except Exception as error:  # noqa: BLE001  # said aloud by name, and nothing goes on
            raise _untranslatable(notification, error) from None

    def _envelope(self, n: Notification, said: Publishable, previous: int | None) -> Envelope:
        return Envelope(
            source=self._source_of(n.id),
            sequence=n.id,
            type=said.event.TYPE,
            subject=said.event.subject_id,
            time=said.recorded_at,
            correlation_id=said.correlation_id,
            causation_id=said.causation_id,
            aggregate_version=n.originator_version,
            previous=None if previous is None else EventId(self._source_of(previous), previous),
            traceparent=said.traceparent,
        )

    def _source_of(self, sequence: int) -> str:
        return self.publication.source_in(self.epochs, self.epochs.of(sequence))

    def _published_before(self, published: Sequence[Notification]) -> dict[UUID | str, int]:
        """The last event published of each aggregate before the batch, as far as there is one.

        It is found by going back from the aggregate's first of the batch: past what is private.
        """
        firsts: dict[UUID | str, int] = {}
        for one in published:
            firsts.setdefault(one.originator_id, one.originator_version)
        found: dict[UUID | str, int] = {}
        while wanted := {who: version - 1 for who, version in firsts.items() if version > 1}:
            firsts = {}
            for one in _stored_at(self.database, wanted):
                if self._translated(one) is None:
                    firsts[one.originator_id] = one.originator_version
                else:
                    found[one.originator_id] = one.id
        return found


def _stored_at(database: Database, places: Mapping[UUID | str, int]) -> list[Notification]:
    """The events that aggregates have at these versions."""
    values = ", ".join(f"(:who{n}, :version{n})" for n in range(len(places)))
    given: dict[str, Any] = {}
    for n, (who, version) in enumerate(places.items()):
        given[f"who{n}"] = who.hex if database.kind == "sqlite" and isinstance(who, UUID) else who
        given[f"version{n}"] = version
    rows = database.query(
        f"SELECT {_IDS[database.kind]} AS id, originator_id, originator_version, topic, state"  # noqa: S608  # placeholders only
        f" FROM stored_events WHERE (originator_id, originator_version) IN (VALUES {values})",
        given,
    )
    return [
        Notification(
            id=row["id"],
            originator_id=UUID(str(row["originator_id"])),
            originator_version=row["originator_version"],
            topic=row["topic"],
            state=bytes(row["state"]),
        )
        for row in rows
    ]


def _encoded(notification: Notification, envelope: Envelope, event: ContractEvent) -> Record:
    try:
        return encode(envelope, event)
    except Exception as error:  # noqa: BLE001  # as above
        raise _untranslatable(notification, error) from None


def _untranslatable(notification: Notification, error: Exception) -> Untranslatable:
    # The type alone: the event may hold what must not leave the store.
    return Untranslatable(f"{notification.topic} #{notification.id}: {type(error).__name__}")
