"""How far each aggregate's events have been taken in, which says of every event whether it is its turn."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple, Self

from samplan.bus.kafka.received import Received
from samplan.bus.store.transactions import Row, Transaction
from samplan.contracts.envelope import Envelope


class Mark(NamedTuple):
    """The last event of an aggregate that was taken in: its sequence, and which event it was."""

    sequence: int
    event: str


class Turn(Enum):
    """What an event is to a reader that has come so far with its aggregate."""

    NEXT = auto()
    REPEATED = auto()
    AHEAD = auto()
    """What was published before it has not been taken in."""
    DIFFERS = auto()
    """Another event has its name."""


NOTHING = Mark(0, "")
AT_ONCE = 500
"""Aggregates that one statement asks about. Whatever came ahead may be of more than a store takes."""


class Marks:
    """The marks of some records' aggregates.

    A mark belongs to an aggregate, not to a partition: a new cluster, or more partitions, would
    deal the same aggregates out anew, and what was taken in once would be fresh again.
    """

    def __init__(self, known: dict[tuple[str, str], Mark]) -> None:
        self._known = known
        self._moved: set[tuple[str, str]] = set()

    @classmethod
    def of(cls, tx: Transaction, batch: Sequence[Received]) -> Self:
        """As they stand in the store."""
        subjects = sorted({r.envelope.subject for r in batch if r.envelope is not None})
        pieces = [subjects[start : start + AT_ONCE] for start in range(0, len(subjects), AT_ONCE)]
        rows = [row for piece in pieces for row in _stored(tx, piece)]
        return cls({(row["source"], row["subject"]): Mark(row["sequence"], row["event"]) for row in rows})

    def turn(self, received: Received) -> Turn:
        """Whether it is the record's turn. One that does not say what it follows may come at any time."""
        if (envelope := received.envelope) is None:
            return Turn.NEXT
        mark = self._reached(envelope.source, envelope.subject)
        if envelope.sequence < mark.sequence:
            return Turn.REPEATED
        if envelope.sequence == mark.sequence:
            return Turn.REPEATED if mark.event in ("", _mark_of(envelope).event) else Turn.DIFFERS
        previous = envelope.previous
        if previous and previous.sequence > self._reached(previous.source, envelope.subject).sequence:
            return Turn.AHEAD
        return Turn.NEXT

    def move(self, received: Received) -> None:
        """The event has been taken in, or parked: either way it has been seen."""
        if (envelope := received.envelope) is None:
            return
        whose = (envelope.source, envelope.subject)
        self._known[whose] = max(_mark_of(envelope), self._known.get(whose, NOTHING))
        self._moved.add(whose)

    def save(self, tx: Transaction) -> None:
        """Keep those that have moved."""
        tx.executemany(
            "INSERT INTO inbox_marks VALUES (:source, :subject, :sequence, :event)"
            " ON CONFLICT (subject, source)"
            " DO UPDATE SET sequence = excluded.sequence, event = excluded.event"
            " WHERE inbox_marks.sequence < excluded.sequence",
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
    """What an event is known by is what no later version of its writer's program can change."""
    return Mark(envelope.sequence, f"{envelope.aggregate_version} {envelope.time.isoformat()}")
