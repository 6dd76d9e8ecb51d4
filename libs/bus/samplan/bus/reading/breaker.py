"""Circuit breaker: stops an inbox whose program fails on every record, before it parks them all (I26).

Only program faults count. A refusal, an undecodable record, a violated constraint and an unavailable store
say nothing about the program.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

import structlog
from eventsourcing.persistence import DataError, IntegrityError, InterfaceError, OperationalError

from samplan.bus.kafka.received import Received
from samplan.bus.reading.full import MOST_PARKED, ParkedFull
from samplan.bus.reading.marks import Marks, Turn
from samplan.bus.reading.parked import parked_keys
from samplan.bus.reading.parked_rows import INTAKE
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.bus.store.transactions import Database, Transaction

log = structlog.get_logger()

TRANSIENT = (OperationalError, InterfaceError, OSError, ParkedFull)
"""Temporary errors: the batch is read again."""
OF_THE_DATA = (RuleBroken, IntegrityError, DataError, OverflowError)
"""Errors caused by the record itself, whichever program reads it: a due date may lie after the year 9999."""
ROUNDS = 3
"""How often a batch is tried, with newer records each time, until a record shows that the program works."""


def is_fault_of_the_program(error: Exception) -> bool:
    """Whether a corrected program could apply the same record to the same store."""
    return not isinstance(error, (*TRANSIENT, *OF_THE_DATA))


def failure_after(tries: int, work: Callable[[], None]) -> Exception | None:
    """The error after some tries, or None when one succeeded. Raises transient errors.

    A refusal is final. A conflict with a concurrent writer may be gone at the next try, as may some faults.
    """
    error: Exception | None = None
    for _ in range(tries):
        try:
            work()
        except TRANSIENT:
            raise
        except RuleBroken as refusal:
            return refusal
        except Exception as failure:  # noqa: BLE001  # no error may block other aggregates
            error = failure
        else:
            return None
    return error


@runtime_checkable
class Answering(Protocol):
    """A consumer of topics whose writers are told what is wrong with a record, which is then not parked.

    Faults of the program are parked all the same: they are not the sender's.
    """

    def answers(self, received: Received) -> bool:
        """Whether the sender of this record is answered."""

    def answer(self, tx: Transaction, received: Received, error: RuleBroken | None) -> None:
        """Record the answer. Without an error, the record has the `reason` why it cannot be read."""


class ProgramFault(Exception):
    """The program fails on too many records: they must not be parked, so the inbox stops."""


class NotYetKnown(Exception):
    """The program fails on a record, and no other record shows yet whether it works at all."""


class Limits(NamedTuple):
    """The program faults that stop an inbox: `in_a_row`, or a `share` of the last `window` records.

    `in_a_row` is also counted within each type of event: a program may fail on one type alone.
    `parked` records of one topic stop the partitions of further ones.
    """

    in_a_row: int = 5
    window: int = 20
    share: float = 0.5
    parked: int = MOST_PARKED


Apply = Callable[[Transaction, Sequence[Received]], None]


class Guarded:
    """A service's consumer with a record of its failures."""

    def __init__(self, apply: Apply, limits: Limits, answering: Answering | None = None) -> None:
        self._apply = apply
        self._answering = answering
        self._limits = limits
        self.most_parked = limits.parked
        self._outcomes: deque[bool] = deque(maxlen=limits.window)
        self._in_a_row = 0
        self._of_type = Counter[str]()
        self._batch: Sequence[Received] = ()
        self._rounds: dict[tuple[str, int, int], int] = {}
        self.stopped_at: Received | None = None
        """The record that can be neither applied nor parked while the program is broken."""

    def apply(self, tx: Transaction, received: Sequence[Received]) -> None:
        """Raises whatever the consumer raises."""
        if len(received) > 1:
            self._batch = received
        self._apply(tx, received)
        self._in_a_row = 0
        for one in received:
            del self._of_type[_type_of(one)]
        self._rounds.clear()
        self._outcomes.extend([True] * len(received))

    def answers(self, received: Received) -> bool:
        """Whether the consumer answers the sender of this record."""
        return self._answering is not None and self._answering.answers(received)

    def answer(self, tx: Transaction, received: Received, error: RuleBroken | None) -> None:
        """Let the consumer record its answer."""
        if self._answering is not None:
            self._answering.answer(tx, received, error)

    def note_passed(self, last: Received) -> None:
        """Everything in the partition up to this record has been applied or parked."""
        if (suspect := self.stopped_at) is None:
            return
        is_passed = _place(suspect) == _place(last) and suspect.offset <= last.offset
        if is_passed or suspect.cluster != last.cluster:
            self.stopped_at = None

    def note_released(self, topic: str) -> None:
        """Every deferred record of a topic whose turn has come has been applied or parked."""
        if self.stopped_at and self.stopped_at.is_deferred and self.stopped_at.topic == topic:
            self.stopped_at = None

    def judge(self, database: Database, suspect: Received, error: Exception) -> None:
        """Return only if the program is known to work: then the record may be parked.

        Raises ProgramFault, or NotYetKnown: then the batch is tried again with the records that follow.
        """
        cause = type(error).__name__
        log.error("program_failed", topic=suspect.topic, offset=suspect.offset, error=cause)
        try:
            self._judge(database, suspect)
        except ProgramFault:
            if self.stopped_at is None:
                log.critical("inbox_stopped", error=ProgramFault.__name__, detail=cause)
            self.stopped_at = suspect
            raise

    def _judge(self, database: Database, suspect: Received) -> None:
        failed_before = self._in_a_row
        works, failed = self._try_others(database, suspect)
        if not works and failed_before + 1 + failed >= self._limits.in_a_row:
            raise ProgramFault
        if not works:
            self._wait_for_others(suspect)
        if self._share_with_another() >= self._limits.share:
            raise ProgramFault
        kind = _type_of(suspect)
        if self._of_type[kind] + 1 >= self._limits.in_a_row:
            raise ProgramFault
        self._of_type[kind] += 1
        self._in_a_row = 0 if works else failed_before + 1
        self._outcomes.append(False)

    def _try_others(self, database: Database, suspect: Received) -> tuple[bool, int]:
        """Apply later records until one succeeds; whether one did, and how many failed."""
        failed: set[bytes | None] = set()
        behind = [one for one in self._batch if _is_behind(one, suspect)]
        for other in behind[: self._limits.window]:
            if other.key in failed:
                continue
            match _works_on(database, self.apply, other):
                case True:
                    return True, len(failed)
                case False:
                    failed.add(other.key)
            if len(failed) + 1 >= self._limits.in_a_row:
                break
        return False, len(failed)

    def _wait_for_others(self, suspect: Received) -> None:
        place = (suspect.topic, suspect.partition, suspect.offset)
        self._rounds[place] = self._rounds.get(place, 0) + 1
        if self._rounds[place] < ROUNDS:
            raise NotYetKnown
        if True not in self._outcomes:
            raise ProgramFault
        del self._rounds[place]

    def _share_with_another(self) -> float:
        """The share of faults among the last records with this one; 0 until the window is full."""
        last = [*self._outcomes, False][-self._limits.window :]
        return last.count(False) / len(last) if len(last) == self._limits.window else 0.0


def _place(received: Received) -> tuple[str, str, int]:
    return (received.cluster, received.topic, received.partition)


def _type_of(received: Received) -> str:
    return received.envelope.type if received.envelope else ""


def _is_behind(other: Received, suspect: Received) -> bool:
    return (
        _place(other) == _place(suspect)
        and other.offset > suspect.offset
        and other.key != suspect.key
        and not other.is_deferred
    )


def _works_on(database: Database, apply: Apply, other: Received) -> bool | None:
    """Apply a record before earlier ones; whether that works, or None when it shows nothing.

    The position stays, but the mark moves: when the record is read in order, it is a repeat.
    """
    try:
        with database.transaction() as tx:
            tx.lock(INTAKE)
            marks = Marks.of(tx, [other])
            if marks.turn(other) is not Turn.NEXT or other.key in parked_keys(tx, other.topic):
                return None
            apply(tx, [other])
            marks.move(other)
            marks.save(tx)
    except TRANSIENT:
        raise
    except Exception as error:  # noqa: BLE001  # judged by its kind
        return False if is_fault_of_the_program(error) else None
    return True
