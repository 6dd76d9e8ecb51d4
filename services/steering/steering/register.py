"""Which records of a kind does a programme have? The table, its fold, and the list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import DomainEvent
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from chassis.http.fields import View
from chassis.http.paging import Asked
from samplan.bus.store.migrations import Migration
from steering.office import OfProgramme

A = TypeVar("A", bound=OfProgramme)
V = TypeVar("V", bound=View)


@dataclass(frozen=True)
class Register(Generic[A]):
    table: str
    kind: type[A]
    facts: type[DomainEvent]

    @property
    def migration(self) -> Migration:
        table = self.table
        statements = (
            f"CREATE TABLE {table} (id TEXT PRIMARY KEY, programme TEXT NOT NULL, since TEXT NOT NULL)",
            f"CREATE INDEX {table}_by_programme ON {table} (programme, since, id)",
        )
        return Migration(f"steering-{table}-1", statements)

    @property
    def projection(self) -> Projection[A, DomainEvent]:
        return Projection(of=self.kind, facts=(self.facts,), fold=self._fold)

    def shown(self, work: Records, paging: Asked, programme: str, view: Callable[[A], V]) -> list[V]:
        """A page of the records, the earliest first."""
        rows = paging.rows(self._listing, work.rows, {"programme": programme})
        return [view(work.load(self.kind, UUID(row["id"]))) for row in rows]

    @property
    def _listing(self) -> Listing:
        sql = f"SELECT id, since FROM {self.table} WHERE programme = :programme"  # noqa: S608  # our own names
        return Listing(sql, keys=("since", "id"))

    def _fold(self, record: A, _: Sequence[DomainEvent], tables: Records) -> None:
        tables.write(
            f"INSERT INTO {self.table} VALUES (:id, :programme, :since) ON CONFLICT (id) DO NOTHING",  # noqa: S608  # our own names
            {"id": str(record.id), "programme": record.programme, "since": record.since.isoformat()},
        )
