"""Taking records in, exactly once in effect: skip, apply, park and remember in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

import structlog
from eventsourcing.persistence import IntegrityError, InterfaceError, OperationalError

from chassis.context import is_correlation_id
from chassis.database import Database, Transaction
from chassis.domain import Refused
from chassis.messaging import processing
from chassis.parked import BEHIND_PARKED, INTAKE, park, parked_keys, release, waiting_with
from chassis.received import Received
from chassis.telemetry import INBOX_EVENTS
from chassis.tracing import trace_id_of
from contracts.envelope import Envelope, ReasonCode

log = structlog.get_logger()

TRANSIENT = (OperationalError, InterfaceError, OSError)
TRIES = 3


class Mark(NamedTuple):
    """How far an aggregate's events have been taken in: the last one's sequence, and which event it was."""

    sequence: int
    event: str


class Consumer(Protocol):
    """What a service does with events that are new to it, in order, within the given transaction."""

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        """Have the effect of these events. An error that is not transient parks its event."""


def take_in(database: Database, consumer: Consumer, batch: Sequence[Received]) -> None:
    """Take in records of one partition, in offset order. Raises transient errors for a later try.

    When one event of the batch breaks a rule, all are taken in one by one, so that only that one is
    parked (and whatever of its aggregate comes behind it). A rival who changes the same aggregate and
    a broken constraint look alike: such an event is parked when it fails three times in a row.
    """
    try:
        _take_in(database, consumer, batch)
    except TRANSIENT:
        raise
    except Exception:  # noqa: BLE001  # the one at fault is found, logged and parked below
        for received in batch:
            _take_in_or_park(database, consumer, received)


def replay(database: Database, consumer: Consumer, parked_id: str) -> int:
    """Take in a parked record and all of its aggregate behind it, in order; how many.

    Raises what the consumer raises, and then nothing has changed.
    """
    with database.transaction() as tx:
        tx.lock(INTAKE)
        waiting = waiting_with(tx, parked_id)
        unreadable = [r.reason for _, r in waiting if r.reason is not None]
        if unreadable:
            raise ValueError(f"still unreadable: {unreadable[0]}")
        with processing([received for _, received in waiting]) as going_on:
            consumer.apply(tx, going_on)
        release(tx, [one for one, _ in waiting])
        return len(waiting)


def next_offset(database: Database, cluster: str, topic: str, partition: int) -> int | None:
    """Where to go on in a partition of a cluster, or None when nothing of it was ever taken in."""
    rows = database.query(_NEXT_OFFSET, {"cluster": cluster, "topic": topic, "partition": partition})
    return int(rows[0]["next_offset"]) if rows else None


_NEXT_OFFSET = (
    "SELECT next_offset FROM inbox_positions"
    " WHERE cluster = :cluster AND topic = :topic AND partition_no = :partition"
)


def _take_in_or_park(database: Database, consumer: Consumer, received: Received) -> None:
    error: Exception | None = None
    for _ in range(TRIES):
        error = _failure(database, consumer, received)
        if not isinstance(error, IntegrityError):
            break
    if error is None:
        return
    name = type(error).__name__
    # Not log.exception: a traceback repeats the values it passed through.
    log.error("event_parked", **_named(received), error=name)
    with database.transaction() as tx:
        if fresh := _fresh(tx, [received]):
            park(tx, fresh[0], error.code if isinstance(error, Refused) else "rule_broken", name)
            _remember(tx, [received], fresh)
    INBOX_EVENTS.labels(received.topic, "parked").inc()


def _failure(database: Database, consumer: Consumer, received: Received) -> Exception | None:
    """Why a record cannot be taken in, or None when it has been. Raises transient errors."""
    try:
        _take_in(database, consumer, [received])
    except TRANSIENT:
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, it must not hold up other people
        return error
    return None


def _take_in(database: Database, consumer: Consumer, batch: Sequence[Received]) -> None:
    with database.transaction() as tx:
        fresh = _fresh(tx, batch)
        applicable = _park_what_must_wait(tx, fresh)
        if applicable:
            with processing(applicable) as going_on:
                consumer.apply(tx, going_on)
        _remember(tx, batch, fresh)
    topic = batch[0].topic
    INBOX_EVENTS.labels(topic, "applied").inc(len(applicable))
    INBOX_EVENTS.labels(topic, "parked").inc(len(fresh) - len(applicable))
    INBOX_EVENTS.labels(topic, "repeated").inc(len(batch) - len(fresh))


def _fresh(tx: Transaction, batch: Sequence[Received]) -> list[Received]:
    """Those not taken in before: past the partition's position, past their source's high-water mark.

    The one at the mark is a repeat only if it is the same event; else it is fresh, with a reason to park it.
    """
    tx.lock(INTAKE)
    known = tx.execute(_NEXT_OFFSET, _place(batch[0]))
    start = known[0]["next_offset"] if known else 0
    marks = _marks(tx, batch)
    fresh: list[Received] = []
    for received in batch:
        if received.offset < start:
            continue
        if (envelope := received.envelope) is None:
            fresh.append(received)
            continue
        whose = (envelope.source, envelope.subject)
        present, mark = _mark_of(envelope), marks.get(whose, Mark(0, ""))
        if present.sequence > mark.sequence:
            marks[whose] = present
            fresh.append(received)
        elif present.sequence == mark.sequence and mark.event not in ("", present.event):
            fresh.append(replace(received, reason=ReasonCode.CONTENT_DIFFERS.value))
    return fresh


def _park_what_must_wait(tx: Transaction, fresh: Sequence[Received]) -> list[Received]:
    if not fresh:
        return []
    waiting = parked_keys(tx, fresh[0].topic)
    applicable: list[Received] = []
    for received in fresh:
        if received.reason is not None:
            park(tx, received, received.reason)
            log.error("record_parked", **_named(received), reason=received.reason)
            waiting |= {received.key} if received.key else set()
        elif received.key in waiting:
            park(tx, received, BEHIND_PARKED)
        else:
            applicable.append(received)
    return applicable


def _remember(tx: Transaction, batch: Sequence[Received], fresh: Sequence[Received]) -> None:
    last = batch[-1]
    tx.execute(
        "INSERT INTO inbox_positions VALUES (:cluster, :topic, :partition, :next)"
        " ON CONFLICT (cluster, topic, partition_no) DO UPDATE SET next_offset = excluded.next_offset"
        " WHERE inbox_positions.next_offset < excluded.next_offset",
        {**_place(last), "next": last.offset + 1},
    )
    reached = {(r.envelope.source, r.envelope.subject): _mark_of(r.envelope) for r in fresh if r.envelope}
    tx.executemany(
        "INSERT INTO inbox_marks VALUES (:source, :subject, :sequence, :event)"
        " ON CONFLICT (subject, source) DO UPDATE SET sequence = excluded.sequence, event = excluded.event"
        " WHERE inbox_marks.sequence < excluded.sequence",
        [
            {"source": source, "subject": subject, "sequence": mark.sequence, "event": mark.event}
            for (source, subject), mark in reached.items()
        ],
    )


def _named(received: Received) -> dict[str, str | int]:
    """What a log line says of a record. Its key and headers may be anybody's; its envelope was checked."""
    said: dict[str, str | int] = {"topic": received.topic, "offset": received.offset}
    if envelope := received.envelope:
        said["event_id"] = envelope.id
        if trace_id := trace_id_of(envelope.traceparent):
            said["trace_id"] = trace_id
        if is_correlation_id(envelope.correlation_id):
            said["correlation_id"] = envelope.correlation_id
    return said


def _place(received: Received) -> dict[str, str | int]:
    return {"cluster": received.cluster, "topic": received.topic, "partition": received.partition}


def _mark_of(envelope: Envelope) -> Mark:
    """What an event is known by is what no later version of its writer's program can change."""
    return Mark(envelope.sequence, f"{envelope.aggregate_version} {envelope.time.isoformat()}")


def _marks(tx: Transaction, batch: Sequence[Received]) -> dict[tuple[str, str], Mark]:
    """The high-water marks of the batch's aggregates.

    A mark belongs to an aggregate, not to a partition: a new cluster, or more partitions, would
    deal the same aggregates out anew, and what was taken in once would be fresh again.
    """
    subjects = sorted({r.envelope.subject for r in batch if r.envelope is not None})
    if not subjects:
        return {}
    names = {f"s{n}": subject for n, subject in enumerate(subjects)}
    rows = tx.execute(
        "SELECT source, subject, sequence, event FROM inbox_marks"  # noqa: S608  # placeholders only
        f" WHERE subject IN ({', '.join(f':{name}' for name in names)})",
        names,
    )
    return {(row["source"], row["subject"]): Mark(row["sequence"], row["event"]) for row in rows}
