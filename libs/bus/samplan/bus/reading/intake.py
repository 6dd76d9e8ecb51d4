"""Apply records exactly once in effect: skip, apply, park and save the position in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol, TypeGuard

import structlog

from samplan.bus.kafka.messaging import processing
from samplan.bus.kafka.received import Received
from samplan.bus.observe.telemetry import INBOX_EVENTS
from samplan.bus.reading.breaker import TRANSIENT, Answering, Guarded, failure_after, is_fault_of_the_program
from samplan.bus.reading.early_endings import note_early, was_early
from samplan.bus.reading.full import MOST_PARKED, require_room
from samplan.bus.reading.marks import Marks, Turn, position_of, save_progress
from samplan.bus.reading.parked import (
    BEHIND_PARKED,
    forget,
    out_of_order,
    park,
    parked_keys,
    release,
    waiting_with,
)
from samplan.bus.reading.parked_rows import INTAKE, OUT_OF_ORDER
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.envelope import ReasonCode

log = structlog.get_logger()

TRIES = 3


class Consumer(Protocol):
    """A service's reaction to new events, in order, in the given transaction."""

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        """Apply these events. An error that is not transient parks the event."""


def apply_batch(database: Database, consumer: Consumer, batch: Sequence[Received]) -> None:
    """Apply records of one partition, in offset order. Raises transient errors for a later try.

    If one event of the batch breaks a rule, all are applied one by one, so that only that event is parked
    (and later events of its aggregate). A concurrent change of the same aggregate and a violated
    constraint look the same: such an event is parked when it fails three times in a row.

    An event that arrives before an earlier published event about the same subject waits for it. Only an
    ending of a sharing is applied at once, whatever waits before it (I24).
    """
    _apply_all(database, consumer, batch)
    apply_deferred(database, consumer, batch[0].topic, _keys(batch))


def _apply_all(database: Database, consumer: Consumer, batch: Sequence[Received]) -> None:
    try:
        _apply(database, consumer, batch)
    except TRANSIENT:
        raise
    except Exception:  # noqa: BLE001  # the failing record is found, logged and parked below
        for received in batch:
            _apply_or_park(database, consumer, received)


def apply_deferred(
    database: Database, consumer: Consumer, topic: str, keys: Collection[bytes] | None = None
) -> int:
    """Apply deferred records whose predecessors are applied by now; how many records that is.

    For these aggregates, or for all when an inbox starts: the last one may have ended between an event and
    the records that waited for it.
    """
    with database.reading() as tx:
        deferred = out_of_order(tx, topic, keys)
        marks = Marks.of(tx, deferred)
    ready: list[Received] = []
    for received in deferred:
        if marks.turn(received) is not Turn.AHEAD:
            marks.move(received)
            ready.append(received)
    if ready:
        _apply_all(database, consumer, ready)
    return len(ready)


def replay(database: Database, consumer: Consumer, parked_id: str) -> int:
    """Apply a parked record and all later parked records of its aggregate, in order; how many.

    A deferred record is applied without its missing predecessors. Raises what the consumer raises, and then
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
            with processing(applicable) as traced:
                consumer.apply(tx, traced)
        forget(tx, waiting)
        for one in fresh:
            marks.move(one)
        marks.save(tx)
    return len(waiting) + apply_deferred(database, consumer, waiting[0].topic, _keys(waiting))


def _once(records: Sequence[Received]) -> list[Received]:
    """Each event once: a deferred event is parked each time that it arrives."""
    return list({(one.envelope and one.envelope.id, one.value): one for one in records}.values())


def _keys(records: Sequence[Received]) -> set[bytes]:
    return {one.key for one in records if one.key is not None}


def _apply_or_park(database: Database, consumer: Consumer, received: Received) -> None:
    error = _failure(database, consumer, received)
    if error is None:
        return
    if isinstance(consumer, Guarded) and is_fault_of_the_program(error):
        consumer.judge(database, received, error)
    if isinstance(error, RuleBroken) and _is_answered(consumer, received):
        _answer(database, consumer, received, error)
        return
    name = type(error).__name__
    # Not log.exception: a traceback contains values of the record.
    log.error("event_parked", **received.log_fields, error=name)
    with database.transaction() as tx:
        fresh, marks = _fresh(tx, [received])
        if fresh:
            require_room(tx, received.topic, _most_parked(consumer))
            park(tx, fresh[0], error.code if isinstance(error, RuleBroken) else "rule_broken", name)
            save_progress(tx, [received], marks)
    INBOX_EVENTS.labels(received.topic, "parked").inc()


def _is_answered(consumer: Consumer | Answering, received: Received) -> TypeGuard[Answering]:
    return isinstance(consumer, Answering) and consumer.answers(received)


def _answer(database: Database, consumer: Answering, received: Received, error: RuleBroken) -> None:
    """After all that the record has done is rolled back."""
    with database.transaction() as tx:
        fresh, marks = _fresh(tx, [received])
        if fresh:
            consumer.answer(tx, fresh[0], error)
            save_progress(tx, [received], marks)
    INBOX_EVENTS.labels(received.topic, "answered").inc()


def _failure(database: Database, consumer: Consumer, received: Received) -> Exception | None:
    """Why a record cannot be applied, or None when it has been. Raises transient errors."""
    return failure_after(TRIES, lambda: _apply(database, consumer, [received]))


def _apply(database: Database, consumer: Consumer, batch: Sequence[Received]) -> None:
    with database.transaction() as tx:
        fresh, marks = _fresh(tx, batch)
        readable = _answer_unreadable(tx, fresh, consumer)
        applicable = _park_waiting(tx, readable, _most_parked(consumer)) if readable else []
        if applicable:
            with processing(applicable) as traced:
                consumer.apply(tx, traced)
        save_progress(tx, batch, marks)
    topic = batch[0].topic
    INBOX_EVENTS.labels(topic, "applied").inc(len(applicable))
    INBOX_EVENTS.labels(topic, "answered").inc(len(fresh) - len(readable))
    INBOX_EVENTS.labels(topic, "parked").inc(len(readable) - len(applicable))
    INBOX_EVENTS.labels(topic, "repeated").inc(len(batch) - len(fresh))


def _answer_unreadable(tx: Transaction, fresh: Sequence[Received], consumer: Consumer) -> Sequence[Received]:
    """The records that are left: those that can be read, and those whose senders are not answered."""
    left: list[Received] = []
    for received in fresh:
        if received.reason is not None and _is_answered(consumer, received):
            consumer.answer(tx, received, None)
        else:
            left.append(received)
    return left


def _fresh(tx: Transaction, batch: Sequence[Received]) -> tuple[list[Received], Marks]:
    """The records that are new: after the partition's position and after their aggregate's mark.

    A record that is ahead of its turn, or whose event id belongs to another event, has a reason to be parked.
    """
    tx.lock(INTAKE)
    start = position_of(tx, batch[0])
    marks = Marks.of(tx, batch)
    fresh: list[Received] = []
    for received in batch:
        if received.offset < start and not received.is_deferred:
            continue
        turn = marks.turn(received)
        if received.is_deferred and turn is not Turn.AHEAD and not release(tx, received):
            continue  # already handled by another inbox, or discarded by an operator
        match turn:
            case Turn.NEXT:
                fresh.append(received)
                marks.move(received)
            case Turn.AHEAD:
                fresh.append(received if received.is_distrusted else replace(received, reason=OUT_OF_ORDER))
            case Turn.DIFFERS:
                fresh.append(replace(received, reason=ReasonCode.CONTENT_DIFFERS.value))
            case Turn.REPEATED:
                pass
    return fresh, marks


def _most_parked(consumer: Consumer) -> int:
    return consumer.most_parked if isinstance(consumer, Guarded) else MOST_PARKED


def _must_be_parked(received: Received, waiting: Collection[bytes]) -> bool:
    return received.reason is not None or (received.key in waiting and not received.is_ending)


def _park_waiting(tx: Transaction, fresh: Sequence[Received], most: int) -> list[Received]:
    waiting = parked_keys(tx, fresh[0].topic)
    if any(_must_be_parked(one, waiting) for one in fresh):
        require_room(tx, fresh[0].topic, most)
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
