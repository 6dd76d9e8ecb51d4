"""A unit of work: aggregates are loaded once, decided on, and saved together or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar
from uuid import UUID

from opentelemetry.trace import SpanKind

from chassis.decisions.domain import Aggregate, DomainEvent, NotFound, Refused
from chassis.decisions.journal import from_stored, to_stored
from samplan.bus.observe import tracing
from samplan.bus.observe.causation import Cause, because_of
from samplan.bus.publishing.rollback import refuse_while_behind
from samplan.bus.store.transactions import Database, Params, Row, Transaction

A = TypeVar("A", bound=Aggregate)
Handler = Callable[[Any, "Work"], Any]
Handlers = Mapping[type, Handler]


class StaleVersion(Refused):
    """The caller decided on an older version than the one now recorded."""

    code = "stale_version"
    status = 412
    title = "The record has changed since it was read"


class Work:
    """Everything one command, or one batch from the inbox, reads and changes in one transaction."""

    def __init__(
        self, tx: Transaction, *, agency: str | None = None, expected: tuple[UUID, int] | None = None
    ) -> None:
        self._tx = tx
        self._expected = expected
        self._aggregates: dict[UUID, Aggregate] = {}
        self.agency = agency

    def load(self, kind: type[A], aggregate_id: UUID) -> A:
        """The aggregate. Raises NotFound, or StaleVersion when the caller expected another version."""
        aggregate = self.find(kind, aggregate_id)
        if aggregate is None:
            raise NotFound
        return aggregate

    def find(self, kind: type[A], aggregate_id: UUID) -> A | None:
        """The aggregate, or None when nothing of that kind is recorded under the id."""
        aggregate = self._aggregates.get(aggregate_id)
        if aggregate is None:
            aggregate = self._replay(aggregate_id)
            if aggregate is None:
                return None
            self._refuse_stale(aggregate)
            self._aggregates[aggregate_id] = aggregate
        return aggregate if isinstance(aggregate, kind) else None

    def add(self, aggregate: A) -> A:
        """Take a new aggregate into the work."""
        self._aggregates[aggregate.id] = aggregate
        return aggregate

    def write(self, sql: str, params: Params | None = None) -> None:
        """Change a table of the service in the same transaction."""
        self._tx.execute(sql, params)

    def rows(self, sql: str, params: Params | None = None) -> list[Row]:
        """Read a table of the service, this work's own writes included."""
        return self._tx.execute(sql, params)

    def flush(self) -> int:
        """Store what the aggregates decided; how many events that were."""
        pending = [event for a in self._aggregates.values() for event in a.collect_events()]
        if pending:
            with self._saving(pending):  # type: ignore[arg-type]  # all are DomainEvents
                self._tx.append([to_stored(event) for event in pending])  # type: ignore[arg-type]  # as above
        return len(pending)

    def _saving(self, pending: Sequence[DomainEvent]) -> AbstractContextManager[object]:
        """A batch from the inbox saves what belongs to many traces."""
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

    def _replay(self, aggregate_id: UUID) -> Aggregate | None:
        aggregate: Aggregate | None = None
        for stored in self._tx.events_of(aggregate_id):
            aggregate = from_stored(stored).mutate(aggregate)
        return aggregate

    def _refuse_stale(self, aggregate: Aggregate) -> None:
        if self._expected and self._expected[0] == aggregate.id and self._expected[1] != aggregate.version:
            raise StaleVersion


class Application:
    """A service's commands over its store."""

    def __init__(self, database: Database, handlers: Handlers) -> None:
        self.database = database
        self.handlers = handlers

    def execute(self, command: object, *, agency: str | None = None) -> Any:
        """Carry out one command in a transaction of its own; what its handler returns."""
        with self.database.transaction() as tx:
            refuse_while_behind(tx)
            work = Work(tx, agency=agency)
            result = self.handle(command, work)
            work.flush()
            return result

    @contextmanager
    def reading(self, *, agency: str | None = None) -> Iterator[Work]:
        """Aggregates and tables as they are, for a query; nothing of it can be saved."""
        with self.database.reading() as tx:
            yield Work(tx, agency=agency)

    def handle(self, command: object, work: Work) -> Any:
        """Carry out one command within a given work, without saving it yet."""
        with tracing.span(type(command).__name__, {"samplan.kind": "command"}):
            return self.handlers[type(command)](command, work)

    def carry_out(self, commands: Iterable[object], work: Work, cause: Cause) -> None:
        """Carry out what a policy asks for, as caused by the event that it reacts to."""
        with because_of(cause):
            for command in commands:
                self.handle(command, work)
