"""Taking records in, exactly once in effect: skip, apply, park and remember in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import structlog
from eventsourcing.persistence import IntegrityError, InterfaceError, OperationalError

from chassis.database import Database, Transaction
from chassis.parked import BEHIND_PARKED, park, parked_keys, release, waiting_with
from chassis.received import Received
from chassis.telemetry import INBOX_EVENTS

log = structlog.get_logger()

TRANSIENT = (OperationalError, InterfaceError, IntegrityError, OSError)


class Consumer(Protocol):
    """What a service does with events that are new to it, in order, within the given transaction."""

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        """Have the effect of these events. An error that is not transient parks its event."""


def take_in(database: Database, consumer: Consumer, batch: Sequence[Received]) -> None:
    """Take in records of one partition, in offset order. Raises transient errors for a later try.

    When one event of the batch breaks a rule, all are taken in one by one, so that only that one is
    parked (and whatever of its aggregate comes behind it).
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
        waiting = waiting_with(tx, parked_id)
        unreadable = [r.reason for _, r in waiting if r.reason is not None]
        if unreadable:
            raise ValueError(f"still unreadable: {unreadable[0]}")
        consumer.apply(tx, [received for _, received in waiting])
        release(tx, [one for one, _ in waiting])
        return len(waiting)


def next_offset(database: Database, cluster: str, topic: str, partition: int) -> int | None:
    """Where to go on in a partition of a cluster, or None when nothing of it was ever taken in."""
    rows = database.query(
        "SELECT next_offset FROM inbox_positions"
        " WHERE cluster = :cluster AND topic = :topic AND partition_no = :partition",
        {"cluster": cluster, "topic": topic, "partition": partition},
    )
    return int(rows[0]["next_offset"]) if rows else None


def _take_in_or_park(database: Database, consumer: Consumer, received: Received) -> None:
    try:
        _take_in(database, consumer, [received])
    except TRANSIENT:
        raise
    except Exception as error:  # noqa: BLE001  # whatever it is, it must not hold up other people
        name = type(error).__name__
        # Not log.exception: a traceback repeats the values it passed through.
        log.error("event_parked", topic=received.topic, offset=received.offset, error=name)  # noqa: TRY400
        with database.transaction() as tx:
            batch = [received]
            if fresh := _fresh(tx, batch):
                park(tx, fresh[0], getattr(error, "code", "rule_broken"), name)
                _remember(tx, batch, fresh)


def _take_in(database: Database, consumer: Consumer, batch: Sequence[Received]) -> None:
    with database.transaction() as tx:
        fresh = _fresh(tx, batch)
        applicable = _park_what_must_wait(tx, fresh)
        if applicable:
            consumer.apply(tx, applicable)
        _remember(tx, batch, fresh)
    topic = batch[0].topic
    INBOX_EVENTS.labels(topic, "applied").inc(len(applicable))
    INBOX_EVENTS.labels(topic, "parked").inc(len(fresh) - len(applicable))
    INBOX_EVENTS.labels(topic, "repeated").inc(len(batch) - len(fresh))


def _fresh(tx: Transaction, batch: Sequence[Received]) -> list[Received]:
    """Those not taken in before: past the partition's position, past their source's high-water mark."""
    first = batch[0]
    place = {"cluster": first.cluster, "topic": first.topic, "partition": first.partition}
    tx.execute(
        "INSERT INTO inbox_positions VALUES (:cluster, :topic, :partition, 0) ON CONFLICT DO NOTHING", place
    )
    locked = tx.execute(
        "SELECT next_offset FROM inbox_positions"  # noqa: S608  # one of two constants is added
        " WHERE cluster = :cluster AND topic = :topic AND partition_no = :partition" + tx.for_update,
        place,
    )
    marks = _marks(tx, batch)
    fresh: list[Received] = []
    for received in batch:
        if received.offset < locked[0]["next_offset"]:
            continue
        if received.envelope is not None:
            whose = (received.envelope.source, received.envelope.subject)
            if received.envelope.sequence <= marks.get(whose, 0):
                continue
            marks[whose] = received.envelope.sequence
        fresh.append(received)
    return fresh


def _park_what_must_wait(tx: Transaction, fresh: Sequence[Received]) -> list[Received]:
    if not fresh:
        return []
    waiting = parked_keys(tx, fresh[0].topic)
    applicable: list[Received] = []
    for received in fresh:
        if received.reason is not None:
            park(tx, received, received.reason)
            log.error("record_parked", topic=received.topic, offset=received.offset, reason=received.reason)
            waiting |= {received.key} if received.key else set()
        elif received.key in waiting:
            park(tx, received, BEHIND_PARKED)
        else:
            applicable.append(received)
    return applicable


def _remember(tx: Transaction, batch: Sequence[Received], fresh: Sequence[Received]) -> None:
    first, last = batch[0], batch[-1]
    tx.execute(
        "UPDATE inbox_positions SET next_offset = :next WHERE cluster = :cluster AND topic = :topic"
        " AND partition_no = :partition AND next_offset < :next",
        {
            "cluster": first.cluster,
            "topic": first.topic,
            "partition": first.partition,
            "next": last.offset + 1,
        },
    )
    tx.executemany(
        "INSERT INTO inbox_marks VALUES (:source, :subject, :sequence)"
        " ON CONFLICT (subject, source) DO UPDATE SET sequence = excluded.sequence"
        " WHERE inbox_marks.sequence < excluded.sequence",
        [
            {"source": source, "subject": subject, "sequence": sequence}
            for (source, subject), sequence in _reached(fresh).items()
        ],
    )


def _marks(tx: Transaction, batch: Sequence[Received]) -> dict[tuple[str, str], int]:
    """The high-water marks of the batch's aggregates.

    A mark belongs to an aggregate, not to a partition: a new cluster, or more partitions, would
    deal the same aggregates out anew, and what was taken in once would be fresh again.
    """
    subjects = sorted({r.envelope.subject for r in batch if r.envelope is not None})
    if not subjects:
        return {}
    names = {f"s{n}": subject for n, subject in enumerate(subjects)}
    rows = tx.execute(
        "SELECT source, subject, sequence FROM inbox_marks"  # noqa: S608  # placeholders only
        f" WHERE subject IN ({', '.join(f':{name}' for name in names)})",
        names,
    )
    return {(str(row["source"]), str(row["subject"])): int(row["sequence"]) for row in rows}


def _reached(fresh: Sequence[Received]) -> dict[tuple[str, str], int]:
    return {(r.envelope.source, r.envelope.subject): r.envelope.sequence for r in fresh if r.envelope}
