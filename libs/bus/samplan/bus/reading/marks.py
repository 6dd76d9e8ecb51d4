"""High-water marks: how far each aggregate's events are applied, and so whether it is an event's turn.

And positions: how far each partition is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple, Self

from samplan.bus.kafka.received import Received
from samplan.bus.store.transactions import Database, Row, Transaction
from samplan.contracts.envelope import Envelope


class Mark(NamedTuple):
    """The last event of an aggregate that was applied or parked: its sequence and its fingerprint."""

    sequence: int
    event: str


class Turn(Enum):
    """An event's place relative to its aggregate's mark."""

    NEXT = auto()
    REPEATED = auto()
    AHEAD = auto()
    """An event published before it is not applied yet."""
    DIFFERS = auto()
    """Another event has the same id."""


NOTHING = Mark(0, "")
AT_ONCE = 500
"""Aggregates per statement: deferred records may be about more than one statement can name."""


class Marks:
    """The marks of some records' aggregates.

    A mark belongs to an aggregate, not to a partition: in a new cluster, or with more partitions, an
    aggregate's events have other places, and applied events would look new.
    """

    def __init__(self, known: dict[tuple[str, str], Mark]) -> None:
        self._known = known
        self._moved: set[tuple[str, str]] = set()

    @classmethod
    def of(cls, tx: Transaction, batch: Sequence[Received]) -> Self:
        """The stored marks."""
        subjects = sorted({r.envelope.subject for r in batch if r.envelope is not None})
        pieces = [subjects[start : start + AT_ONCE] for start in range(0, len(subjects), AT_ONCE)]
        rows = [row for piece in pieces for row in _stored(tx, piece)]
        return cls({(row["source"], row["subject"]): Mark(row["sequence"], row["event"]) for row in rows})

    def turn(self, received: Received) -> Turn:
        """Whether it is the record's turn. A record that names no previous event may come at any time."""
        if (envelope := received.envelope) is None:
            return Turn.NEXT
        mark = self._reached(envelope.source, envelope.subject)
        if envelope.sequence < mark.sequence:
            return Turn.REPEATED
        if envelope.sequence == mark.sequence:
            is_same = not mark.event or _time_in(mark.event) == _time_in(_mark_of(envelope).event)
            return Turn.REPEATED if is_same else Turn.DIFFERS
        previous = envelope.previous
        if previous and previous.sequence > self._reached(previous.source, envelope.subject).sequence:
            return Turn.AHEAD
        return Turn.NEXT

    def move(self, received: Received) -> None:
        """Move the mark past an event that is applied or parked; never back, nor to another of that id."""
        if (envelope := received.envelope) is None:
            return
        if envelope.sequence > self._reached(envelope.source, envelope.subject).sequence:
            self._known[envelope.source, envelope.subject] = _mark_of(envelope)
            self._moved.add((envelope.source, envelope.subject))

    def save(self, tx: Transaction) -> None:
        """Store the marks that have moved. The transaction holds the lock `INTAKE` since it read them."""
        tx.executemany(
            "INSERT INTO inbox_marks VALUES (:source, :subject, :sequence, :event)"
            " ON CONFLICT (subject, source)"
            " DO UPDATE SET sequence = excluded.sequence, event = excluded.event",
            [
                {"source": source, "subject": subject, "sequence": mark.sequence, "event": mark.event}
                for source, subject in self._moved
                for mark in [self._known[source, subject]]
            ],
        )

    def _reached(self, source: str, subject: str) -> Mark:
        return self._known.get((source, subject), NOTHING)


def _stored(tx: Transaction, subjects: Sequence[str]) -> Sequence[Row]:
    names = {f"s{n}": subject for n, subject in enumerate(subjects)}
    return tx.execute(
        "SELECT source, subject, sequence, event FROM inbox_marks"  # noqa: S608  # placeholders only
        f" WHERE subject IN ({', '.join(f':{name}' for name in names)})",
        names,
    )


def _mark_of(envelope: Envelope) -> Mark:
    """Only the time is compared: a later version of the writer may number its events differently.

    The number is there for version 0.1.0, which compares all of it.
    """
    return Mark(envelope.sequence, f"{envelope.aggregate_version} {envelope.time.isoformat()}")


def _time_in(fingerprint: str) -> str:
    return fingerprint.rpartition(" ")[2]


_NEXT_OFFSET = (
    "SELECT next_offset FROM inbox_positions"
    " WHERE cluster = :cluster AND topic = :topic AND partition_no = :partition"
)


def next_offset(database: Database, cluster: str, topic: str, partition: int) -> int | None:
    """The next offset to read in a partition, or None when none of its records was ever handled."""
    rows = database.query(_NEXT_OFFSET, {"cluster": cluster, "topic": topic, "partition": partition})
    return int(rows[0]["next_offset"]) if rows else None


def position_of(tx: Transaction, received: Received) -> int:
    """The next offset to read in the partition of a record."""
    known = tx.execute(_NEXT_OFFSET, _place(received))
    return int(known[0]["next_offset"]) if known else 0


def save_progress(tx: Transaction, batch: Sequence[Received], marks: Marks) -> None:
    """Save the partition's position and the marks."""
    last = batch[-1]
    if not last.is_deferred:  # else its offset is old: earlier records may have to be read again
        tx.execute(
            "INSERT INTO inbox_positions VALUES (:cluster, :topic, :partition, :next)"
            " ON CONFLICT (cluster, topic, partition_no) DO UPDATE SET next_offset = excluded.next_offset"
            " WHERE inbox_positions.next_offset < excluded.next_offset",
            {**_place(last), "next": last.offset + 1},
        )
    marks.save(tx)


def _place(received: Received) -> dict[str, str | int]:
    return {"cluster": received.cluster, "topic": received.topic, "partition": received.partition}
