"""Taking records in, exactly once in effect: skip, apply, park and remember in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

import structlog

from samplan.bus.kafka.messaging import processing
from samplan.bus.kafka.received import Received
from samplan.bus.observe.telemetry import INBOX_EVENTS
from samplan.bus.reading.breaker import TRANSIENT, Guarded, failure_after, is_fault_of_the_program
from samplan.bus.reading.early_endings import note_early, was_early
from samplan.bus.reading.marks import Marks, Turn
from samplan.bus.reading.parked import (
    BEHIND_PARKED,
    INTAKE,
    OUT_OF_ORDER,
    forget,
    out_of_order,
    park,
    parked_keys,
    release,
    waiting_with,
)
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.envelope import ReasonCode

log = structlog.get_logger()

TRIES = 3


class Consumer(Protocol):
    """What a service does with events that are new to it, in order, within the given transaction."""

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        """Have the effect of these events. An error that is not transient parks its event."""


def apply_batch(database: Database, consumer: Consumer, batch: Sequence[Received]) -> None:
    """Take in records of one partition, in offset order. Raises transient errors for a later try.

    When one event of the batch breaks a rule, all are taken in one by one, so that only that one is
    parked (and whatever of its aggregate comes behind it). A rival who changes the same aggregate and
    a broken constraint look alike: such an event is parked when it fails three times in a row.

    An event that comes ahead of those published before it about the same subject waits for them. Only an
    ending of somebody's sharing has its effect at once, whatever waits before it (I24).
    """
    _apply_all(database, consumer, batch)
    apply_deferred(database, consumer, batch[0].topic, _keys(batch))


def _apply_all(database: Database, consumer: Consumer, batch: Sequence[Received]) -> None:
    try:
        _apply(database, consumer, batch)
    except TRANSIENT:
        raise
    except Exception:  # noqa: BLE001  # the one at fault is found, logged and parked below
        for received in batch:
            _apply_or_park(database, consumer, received)


def apply_deferred(
    database: Database, consumer: Consumer, topic: str, keys: Collection[bytes] | None = None
) -> int:
    """Take in what came ahead of events that have been taken in by now; how many records that is.

    Of these aggregates, or of all, as an inbox asks when it begins: the one before may have ended between an
    event and what waited for it.
    """
    with database.reading() as tx:
        held = out_of_order(tx, topic, keys)
        marks = Marks.of(tx, held)
    ready: list[Received] = []
    for received in held:
        if marks.turn(received) is not Turn.AHEAD:
            marks.move(received)
            ready.append(received)
    if ready:
        _apply_all(database, consumer, ready)
    return len(ready)


def replay(database: Database, consumer: Consumer, parked_id: str) -> int:
    """Take in a parked record and all of its aggregate behind it, in order; how many.

    One that came ahead is taken in without those before it. Raises what the consumer raises, and then
    nothing has changed.
    """
    with database.transaction() as tx:
        tx.lock(INTAKE)
        waiting = waiting_with(tx, parked_id)
        if not waiting:
            return 0
        marks = Marks.of(tx, waiting)
        fresh = [one for one in waiting if not (one.is_deferred and marks.turn(one) is Turn.REPEATED)]
        unreadable = [one.reason for one in fresh if one.reason is not None]
        if unreadable:
            raise ValueError(f"still unreadable: {unreadable[0]}")
        if applicable := [one for one in _once(fresh) if not was_early(tx, one)]:
            with processing(applicable) as going_on:
                consumer.apply(tx, going_on)
        forget(tx, waiting)
        for one in fresh:
            marks.move(one)
        marks.save(tx)
    return len(waiting) + apply_deferred(database, consumer, waiting[0].topic, _keys(waiting))


def next_offset(database: Database, cluster: str, topic: str, partition: int) -> int | None:
    """Where to go on in a partition of a cluster, or None when nothing of it was ever taken in."""
    rows = database.query(_NEXT_OFFSET, {"cluster": cluster, "topic": topic, "partition": partition})
    return int(rows[0]["next_offset"]) if rows else None


_NEXT_OFFSET = (
    "SELECT next_offset FROM inbox_positions"
    " WHERE cluster = :cluster AND topic = :topic AND partition_no = :partition"
)


def _once(records: Sequence[Received]) -> list[Received]:
    """Each event once: one that came ahead is parked as often as it comes."""
    return list({(one.envelope and one.envelope.id, one.value): one for one in records}.values())


def _keys(records: Sequence[Received]) -> set[bytes]:
    return {one.key for one in records if one.key is not None}


def _apply_or_park(database: Database, consumer: Consumer, received: Received) -> None:
    error = _failure(database, consumer, received)
    if error is None:
        return
    if isinstance(consumer, Guarded) and is_fault_of_the_program(error):
        consumer.judge(database, received, error)
    name = type(error).__name__
    # Not log.exception: a traceback repeats the values it passed through.
    log.error("event_parked", **received.log_fields, error=name)
    with database.transaction() as tx:
        fresh, marks = _fresh(tx, [received])
        if fresh:
            park(tx, fresh[0], error.code if isinstance(error, RuleBroken) else "rule_broken", name)
            _remember(tx, [received], marks)
    INBOX_EVENTS.labels(received.topic, "parked").inc()


def _failure(database: Database, consumer: Consumer, received: Received) -> Exception | None:
    """Why a record cannot be taken in, or None when it has been. Raises transient errors."""
    return failure_after(TRIES, lambda: _apply(database, consumer, [received]))


def _apply(database: Database, consumer: Consumer, batch: Sequence[Received]) -> None:
    with database.transaction() as tx:
        fresh, marks = _fresh(tx, batch)
        applicable = _park_what_must_wait(tx, fresh)
        if applicable:
            with processing(applicable) as going_on:
                consumer.apply(tx, going_on)
        _remember(tx, batch, marks)
    topic = batch[0].topic
    INBOX_EVENTS.labels(topic, "applied").inc(len(applicable))
    INBOX_EVENTS.labels(topic, "parked").inc(len(fresh) - len(applicable))
    INBOX_EVENTS.labels(topic, "repeated").inc(len(batch) - len(fresh))


def _fresh(tx: Transaction, batch: Sequence[Received]) -> tuple[list[Received], Marks]:
    """Those not taken in before: past the partition's position, past their aggregate's mark.

    With a reason to park it when it has not its turn, or another event has its name.
    """
    tx.lock(INTAKE)
    known = tx.execute(_NEXT_OFFSET, _place(batch[0]))
    start = known[0]["next_offset"] if known else 0
    marks = Marks.of(tx, batch)
    fresh: list[Received] = []
    for received in batch:
        if received.offset < start and not received.is_deferred:
            continue
        turn = marks.turn(received)
        if received.is_deferred and turn is not Turn.AHEAD and not release(tx, received):
            continue  # another inbox has taken it in or parked it, or an operator has given it up
        match turn:
            case Turn.NEXT:
                fresh.append(received)
                marks.move(received)
            case Turn.AHEAD:
                fresh.append(replace(received, reason=OUT_OF_ORDER))
            case Turn.DIFFERS:
                fresh.append(replace(received, reason=ReasonCode.CONTENT_DIFFERS.value))
            case Turn.REPEATED:
                pass
    return fresh, marks


def _park_what_must_wait(tx: Transaction, fresh: Sequence[Received]) -> list[Received]:
    if not fresh:
        return []
    waiting = parked_keys(tx, fresh[0].topic)
    applicable: list[Received] = []
    for received in fresh:
        if received.reason is not None:
            park(tx, received, received.reason)
            log.error("record_parked", **received.log_fields, reason=received.reason)
            if received.reason == OUT_OF_ORDER:
                applicable += [received] if received.is_ending and note_early(tx, received) else []
            elif received.key:
                waiting.add(received.key)
        elif received.key in waiting and not received.is_ending:
            park(tx, received, BEHIND_PARKED)
        elif not was_early(tx, received):
            applicable.append(received)
    return applicable


def _remember(tx: Transaction, batch: Sequence[Received], marks: Marks) -> None:
    """Where to go on in the partition, and what was seen."""
    last = batch[-1]
    if not last.is_deferred:  # else it is of the past, and what lies before it may have to be read again
        tx.execute(
            "INSERT INTO inbox_positions VALUES (:cluster, :topic, :partition, :next)"
            " ON CONFLICT (cluster, topic, partition_no) DO UPDATE SET next_offset = excluded.next_offset"
            " WHERE inbox_positions.next_offset < excluded.next_offset",
            {**_place(last), "next": last.offset + 1},
        )
    marks.save(tx)


def _place(received: Received) -> dict[str, str | int]:
    return {"cluster": received.cluster, "topic": received.topic, "partition": received.partition}
