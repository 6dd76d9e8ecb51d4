"""A unit of work: aggregates are loaded once, changed, and saved together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any, TypeVar
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from opentelemetry.trace import SpanKind

from chassis.decisions.commands import Command, Office
from chassis.decisions.domain import Aggregate, DomainEvent, NotFound, Refused
from chassis.decisions.journal import from_stored, to_stored
from chassis.decisions.projections import Projections
from samplan.bus.observe import tracing
from samplan.bus.observe.causation import Cause, because_of
from samplan.bus.publishing.rollback import refuse_after_rollback
from samplan.bus.reading.catch_up import StillCatchingUp, is_open, require_open
from samplan.bus.reading.closings import subjects_closed_by_name
from samplan.bus.reading.forgetting import forgotten
from samplan.bus.store.digests import RecordsDamaged
from samplan.bus.store.transactions import Database, Params, Row, Transaction

A = TypeVar("A", bound=Aggregate)
Handler = Callable[[Any, "Work"], Any]
Handlers = Mapping[type, Handler]


def handlers_of(commands: Iterable[type[Command[Office]]], office: Office) -> Handlers:
    """The handler of each command, given the service's dependencies."""

    def carry_out(command: Command[Office], work: Work) -> Any:
        return command.carry_out(work, office)

    return dict.fromkeys(commands, carry_out)


class StaleVersion(Refused):
    """The caller decided on an older version than the one now recorded."""

    code = "stale_version"
    status = 412
    title = "The record has changed since it was read: read it again"


class RecordDamaged(Refused):
    """A stored event differs from its digest. Its record stops; all others are processed (I11)."""

    code = "record_damaged"
    status = 503
    title = "The record is damaged: nothing can be done with it until an operator has repaired the store"


class Work:
    """What one command, or one batch of the inbox, reads and changes in one transaction."""

    def __init__(
        self,
        tx: Transaction,
        *,
        expected: tuple[UUID, int] | None = None,
        projections: Projections = (),
        database: Database | None = None,
    ) -> None:
        self._tx = tx
        self._database = database
        self._expected = expected
        self._projections = projections
        self._aggregates: dict[UUID, Aggregate] = {}
        self._touched: dict[UUID, Aggregate] = {}
        self._recorded: list[DomainEvent] = []

    def load(self, kind: type[A], aggregate_id: UUID, *, if_shown: Callable[[A], bool] | None = None) -> A:
        """The aggregate. Raises NotFound, or StaleVersion when the caller expected another version.

        `if_shown` decides whether the caller may see it. It is checked before the version: StaleVersion would
        reveal to an unauthorised caller that the record exists.
        """
        aggregate = self._known(kind, aggregate_id)
        if aggregate is None or not (if_shown is None or if_shown(aggregate)):
            raise NotFound
        return self._touch(aggregate)

    def find(self, kind: type[A], aggregate_id: UUID) -> A | None:
        """The aggregate, or None when nothing of that kind is recorded under the id."""
        aggregate = self._known(kind, aggregate_id)
        return None if aggregate is None else self._touch(aggregate)

    def undamaged(self, kind: type[A], aggregate_ids: Iterable[UUID]) -> Iterator[A]:
        """Each aggregate, for a clock: a damaged one does not keep the others waiting. Raises NotFound."""
        for aggregate_id in aggregate_ids:
            with suppress(RecordDamaged):
                yield self.load(kind, aggregate_id)

    def add(self, aggregate: A) -> A:
        """Add a new aggregate to the unit of work."""
        self._aggregates[aggregate.id] = self._touched[aggregate.id] = aggregate
        return aggregate

    def require_version(self, record_id: UUID, version: int) -> None:
        """Of a part of an aggregate that has a version of its own, as `load` does for the aggregate.

        Raises StaleVersion when the caller expected another version.
        """
        if self._expected and self._expected[0] == record_id and self._expected[1] != version:
            raise StaleVersion

    def write(self, sql: str, params: Params | None = None) -> None:
        """Write to a table of the service in the same transaction."""
        self._tx.execute(sql, params)

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """Read a table of the service, including this unit of work's writes."""
        return self._tx.execute(sql, params)

    def project(self) -> None:
        """Fold the facts recorded since the last call into the service's read models.

        A command calls it to read what it has itself recorded, and loads again what it decides on afterwards.
        """
        touched, self._touched = self._touched, {}
        for aggregate in touched.values():
            recorded: Sequence[Any] = aggregate.collect_events()
            self._recorded.extend(recorded)
            for projection in self._projections:
                projection.apply(aggregate, recorded, self)

    def forget_ids(self, ids: Collection[UUID]) -> None:
        """No parked record names them any more, until they are remembered (I4)."""
        forgotten.forget_ids(self._tx, ids)

    def remember_ids(self, ids: Collection[UUID]) -> None:
        """Parked records may name them again."""
        forgotten.remember_ids(self._tx, ids)

    def closed_subjects(self) -> frozenset[UUID]:
        """The subjects closed by parked records. Raises StillCatchingUp when all are closed."""
        self.require_caught_up()
        return subjects_closed_by_name(self._tx)

    def require_caught_up(self, *subjects: UUID) -> None:
        """Raises StillCatchingUp while a parked record may invalidate an answer about the subjects (I24)."""
        require_open(self._tx, subjects)

    def is_open(self, *subjects: UUID) -> bool:
        """Whether what rests on these subjects may be told now: everything about them has been applied."""
        return self._database is not None and is_open(self._database, self._tx, subjects)

    def require_open(self, *subjects: UUID) -> None:
        """Raises StillCatchingUp unless `is_open`."""
        if not self.is_open(*subjects):
            raise StillCatchingUp

    def flush(self) -> int:
        """Store the recorded events and their read models; returns the number of events."""
        # An aggregate may have changed after `project` without being loaded again.
        self._touched = dict(self._aggregates)
        self.project()
        pending, self._recorded = self._recorded, []
        if pending:
            with self._saving(pending):
                self._tx.append([to_stored(event) for event in pending])
        return len(pending)

    def _saving(self, pending: Sequence[DomainEvent]) -> AbstractContextManager[object]:
        """A span in each trace: a batch of the inbox saves events of many traces."""
        return tracing.spans(
            "INSERT stored_events",
            list(dict.fromkeys(event.traceparent for event in pending)),
            SpanKind.CLIENT,
            {
                "db.system.name": self._tx.kind,
                "db.operation.name": "INSERT",
                "db.collection.name": "stored_events",
            },
        )

    def _known(self, kind: type[A], aggregate_id: UUID) -> A | None:
        aggregate = self._aggregates.get(aggregate_id) or self._replay(aggregate_id)
        return aggregate if isinstance(aggregate, kind) else None

    def _touch(self, aggregate: A) -> A:
        if aggregate.id not in self._aggregates:
            self.require_version(aggregate.id, aggregate.version)
        return self.add(aggregate)

    def _replay(self, aggregate_id: UUID) -> Aggregate | None:
        aggregate: Aggregate | None = None
        for stored in self._stored(aggregate_id):
            aggregate = from_stored(stored).mutate(aggregate)
        return aggregate

    def _stored(self, aggregate_id: UUID) -> Sequence[StoredEvent]:
        try:
            return self._tx.events_of(aggregate_id)
        except RecordsDamaged:
            raise RecordDamaged from None


class Application:
    """Carries out a service's commands on its store."""

    def __init__(self, database: Database, handlers: Handlers, projections: Projections = ()) -> None:
        self.database = database
        self.handlers = handlers
        self._projections = projections

    def work(self, tx: Transaction, *, expected: tuple[UUID, int] | None = None) -> Work:
        """A unit of work on the transaction, which updates the service's read models."""
        return Work(tx, expected=expected, projections=self._projections, database=self.database)

    def execute(self, command: object) -> Any:
        """Carry out one command in a new transaction; returns the handler's result."""
        with self.database.transaction() as tx:
            refuse_after_rollback(tx)
            work = self.work(tx)
            result = self.handle(command, work)
            work.flush()
            return result

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Aggregates and tables for a query; nothing can be saved."""
        with self.database.reading() as tx:
            yield self.work(tx)

    def handle(self, command: object, work: Work) -> Any:
        """Carry out one command in the unit of work and update its read models, without saving yet."""
        with tracing.span(type(command).__name__, {"samplan.kind": "command"}):
            result = self.handlers[type(command)](command, work)
            work.project()
            return result

    def carry_out(self, commands: Iterable[object], work: Work, cause: Cause) -> None:
        """Carry out a policy's commands, caused by the event that it reacts to."""
        with because_of(cause):
            for command in commands:
                self.handle(command, work)
