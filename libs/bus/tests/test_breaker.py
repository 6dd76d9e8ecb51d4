"""A broken program stops its inbox and parks nothing; a single bad record does not stop it (I26)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from eventsourcing.persistence import DataError, IntegrityError, OperationalError, ProgrammingError
from libs.bus.tests.disorder import FIRST, TOPIC, event

from chassis.decisions.domain import NotFound
from samplan.bus.kafka.received import Received, read
from samplan.bus.reading.breaker import (
    ROUNDS,
    Guarded,
    Limits,
    NotYetKnown,
    ProgramFault,
    is_fault_of_the_program,
)
from samplan.bus.reading.intake import apply_batch
from samplan.bus.reading.marks import next_offset
from samplan.bus.reading.parked import list_parked
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import DeclineReason
from samplan.contracts.envelope import Record, encode
from samplan.contracts.referral import ReferralWithdrawn
from samplan.testing.given import envelope_of
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN

IN_A_ROW = 3
LIMITS = Limits(in_a_row=IN_A_ROW, window=8, share=0.5)

Fails = Callable[[int], Exception | None]
"""The error that a program raises for an event's sequence, if any."""


def record(number: int) -> Record:
    """The only event of its own aggregate."""
    return event(UUID(int=number, version=4), number)


def withdrawal(number: int) -> Record:
    """An event of another type, the only one of its own aggregate."""
    subject, day = UUID(int=number, version=4), date(2022, 2, 1)
    withdrawn = ReferralWithdrawn(referral_id=subject, reason=DeclineReason.MOVED, occurred_on=day)
    return encode(envelope_of(withdrawn, source=FIRST, sequence=number), withdrawn)


def received(number: int, raw: Record | None = None) -> Received:
    sent = (raw or record(number))._asdict()
    return read(cluster="one", topic=TOPIC, partition=0, offset=number, **sent)


class Program:
    """A program that can be broken and fixed, with the effects that it has had."""

    def __init__(self, service: ServiceUnderTest, fails: Fails = lambda _: None) -> None:
        self._database = service.database
        self.fails = fails
        self.restart()

    def restart(self) -> None:
        self._guarded = Guarded(self._apply, LIMITS)

    def _apply(self, tx: Transaction, batch: Sequence[Received]) -> None:
        for one in batch:
            number = one.content()[0].sequence
            tx.execute("INSERT INTO relay_positions VALUES (:name, 1)", {"name": f"effect {number:03}"})
            if error := self.fails(number):
                raise error

    def reads(self, *numbers: int) -> None:
        apply_batch(self._database, self._guarded, [received(number) for number in numbers])

    def reads_typed(self, *numbers: int) -> None:
        batch = [received(number, withdrawal(number) if number % 6 == 0 else None) for number in numbers]
        apply_batch(self._database, self._guarded, batch)

    def reads_again(self, *numbers: int) -> None:
        """Read as often as needed to know whether the program works."""
        for _ in range(ROUNDS - 1):
            with pytest.raises(NotYetKnown):
                self.reads(*numbers)
        self.reads(*numbers)

    def reads_record(self, one: Received) -> None:
        apply_batch(self._database, self._guarded, [one])

    @property
    def effects(self) -> list[int]:
        rows = self._database.query("SELECT cluster FROM relay_positions ORDER BY cluster")
        return [int(row["cluster"].removeprefix("effect ")) for row in rows]

    @property
    def parked(self) -> list[int]:
        return [row.offset for row in list_parked(self._database)]

    @property
    def position(self) -> int | None:
        return next_offset(self._database, "one", TOPIC, 0)


@pytest.fixture
def program(database_url: str, tmp_path: Path) -> Iterator[Program]:
    with ServiceUnderTest(SPECIMEN, tmp_path, database_url=database_url) as service:
        yield Program(service)


def on_everything(_: int) -> Exception:
    return KeyError("a name that this release has misspelt")


def on(*numbers: int) -> Fails:
    return lambda number: AttributeError() if number in numbers else None


class TestAProgramThatFailsOnEverything:
    def test_parks_nothing_and_keeps_its_position(self, program: Program) -> None:
        program.reads(1, 2)
        program.fails = on_everything
        with pytest.raises(ProgramFault):
            program.reads(*range(3, 30))
        assert (program.parked, program.effects, program.position) == ([], [1, 2], 3)

    def test_loses_nothing_once_it_is_fixed(self, program: Program) -> None:
        program.fails = on_everything
        for _ in range(4):
            with pytest.raises(ProgramFault):
                program.reads(*range(1, 30))
        program.fails = lambda _: None
        program.restart()
        program.reads(*range(1, 30))
        assert (program.parked, program.effects) == ([], list(range(1, 30)))

    def test_continues_by_itself_when_the_cause_is_gone(self, program: Program) -> None:
        program.fails = on_everything
        with pytest.raises(ProgramFault):
            program.reads(*range(1, 9))
        program.fails = lambda _: None
        program.reads(*range(1, 9))
        assert (program.parked, program.effects) == ([], list(range(1, 9)))

    def test_reads_again_while_too_few_records_have_arrived_to_judge(self, program: Program) -> None:
        program.reads(1)
        program.fails = on_everything
        with pytest.raises(NotYetKnown):
            program.reads(2)
        with pytest.raises(ProgramFault):
            program.reads(2, 3, 4)
        assert (program.parked, program.position) == ([], 2)

    def test_stops_after_several_failures_in_a_row(self, program: Program) -> None:
        program.reads(1)
        program.fails = on_everything
        for number in range(2, 1 + IN_A_ROW):
            program.reads_again(number)
        with pytest.raises(ProgramFault):
            program.reads(1 + IN_A_ROW)
        assert len(program.parked) == IN_A_ROW - 1

    def test_that_has_never_worked_parks_not_even_one(self, program: Program) -> None:
        program.fails = on_everything
        with pytest.raises(ProgramFault):
            program.reads_again(1)
        assert (program.parked, program.position) == ([], None)


class TestAProgramThatFailsOnMany:
    def test_stops_when_its_share_of_failures_reaches_the_limit(self, program: Program) -> None:
        program.fails = lambda number: KeyError() if number % 2 else None
        with pytest.raises(ProgramFault):
            program.reads(*range(1, 60))
        assert len(program.parked) <= LIMITS.window * LIMITS.share

    def test_does_not_stop_for_a_few(self, program: Program) -> None:
        program.fails = lambda number: KeyError() if number % 4 == 0 else None
        program.reads(*range(1, 60))
        assert program.parked == list(range(4, 60, 4))


class TestAProgramThatFailsOnOneTypeOfEvent:
    """Every sixth record is of that type, and their aggregates' later events would be parked behind them."""

    def test_stops_after_several_of_them_though_it_works_on_all_others(self, program: Program) -> None:
        program.fails = lambda number: KeyError() if number % 6 == 0 else None
        with pytest.raises(ProgramFault):
            program.reads_typed(*range(1, 60))
        assert program.parked == [6, 12]

    def test_does_not_stop_while_others_of_that_type_are_applied(self, program: Program) -> None:
        program.fails = lambda number: KeyError() if number % 12 == 0 else None
        program.reads_typed(*range(1, 120))
        assert program.parked == list(range(12, 120, 12))


class TestOneRecordThatTheProgramFailsOn:
    def test_is_parked_and_the_others_are_applied_once(self, program: Program) -> None:
        program.fails = on(3)
        program.reads(*range(1, 9))
        assert (program.parked, program.effects, program.position) == ([3], [1, 2, 4, 5, 6, 7, 8], 9)

    def test_is_parked_when_the_next_one_shows_that_the_program_works(self, program: Program) -> None:
        program.fails = on(1)
        with pytest.raises(NotYetKnown):
            program.reads(1)
        program.reads(1, 2)
        assert (program.parked, program.effects) == ([1], [2])

    def test_is_parked_without_later_records_if_the_program_worked_before(self, program: Program) -> None:
        program.reads(1)
        program.fails = on(2)
        program.reads_again(2)
        assert program.parked == [2]

    def test_is_retried_before_it_is_parked(self, program: Program) -> None:
        """The fault may be temporary: the batch is tried once, and then the record, up to three times."""
        faults = iter([KeyError(), KeyError(), KeyError()])
        program.fails = lambda _: next(faults, None)
        program.reads(1)
        assert (program.parked, program.effects) == ([], [1])


class TestAnErrorThatIsNoProgramFault:
    @pytest.mark.parametrize(
        "error", [NotFound(), IntegrityError(), DataError(), OverflowError()], ids=lambda e: type(e).__name__
    )
    def test_is_parked_however_often_it_happens(self, error: Exception, program: Program) -> None:
        program.fails = lambda _: error
        program.reads(*range(1, 30))
        assert program.parked == list(range(1, 30))

    def test_includes_undecodable_records(self, program: Program) -> None:
        for number in range(1, 30):
            program.reads_record(received(number, record(number)._replace(value=b"{")))
        assert program.parked == list(range(1, 30))

    @pytest.mark.parametrize("error", [KeyError(), AttributeError(), ProgrammingError(), ZeroDivisionError()])
    def test_excludes_programming_errors(self, error: Exception) -> None:
        assert is_fault_of_the_program(error)
        assert not is_fault_of_the_program(OperationalError())
