"""Which ids are one person's, and which of them stands, after a personnummer was replaced (C-14)?

Ids are linked by decision and come apart by decision. Each keeps its records and its keys: nothing is merged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from samplan.privacy.tables import Tables


class ReplacementReason(StrEnum):
    COORDINATION_NUMBER_REPLACED = "coordination_number_replaced"
    CORRECTED = "corrected"
    USED_BY_TWO = "used_by_two"


class Link(Protocol):
    """`replaced` gives way to `standing`, until the link is undone."""

    replaced: UUID
    standing: UUID
    reason: ReplacementReason
    replaced_on: date
    undone_on: date | None

    @property
    def id(self) -> UUID: ...


@dataclass(frozen=True)
class LinkedPersons:
    """The links that a service keeps in a table of this name; a link that is undone stays as a row."""

    table: str

    @property
    def statements(self) -> tuple[str, ...]:
        """Make the table. An id gives way to one other at a time: its key refuses a second link."""
        return (
            f"""CREATE TABLE {self.table} (
                replacement_id TEXT PRIMARY KEY, replaced TEXT NOT NULL, standing TEXT NOT NULL,
                reason TEXT NOT NULL, replaced_on TEXT NOT NULL, undone_on TEXT)""",
            f"CREATE UNIQUE INDEX replaced_once ON {self.table} (replaced) WHERE undone_on IS NULL",
            f"CREATE INDEX replaced_by_standing ON {self.table} (standing)",
        )

    def keep(self, link: Link, tables: Tables) -> None:
        """Keep the link's row as the link is."""
        tables.write(
            f"INSERT INTO {self.table} VALUES (:id, :replaced, :standing, :reason, :replaced_on, :undone_on)"  # noqa: S608  # a constant of the service
            " ON CONFLICT (replacement_id) DO UPDATE SET undone_on = excluded.undone_on",
            {
                "id": str(link.id),
                "replaced": str(link.replaced),
                "standing": str(link.standing),
                "reason": link.reason.value,
                "replaced_on": link.replaced_on.isoformat(),
                "undone_on": link.undone_on and link.undone_on.isoformat(),
            },
        )

    def standing(self, person: UUID, tables: Tables) -> UUID:
        """The id that stands for the person: this one, unless it gave way to another."""
        while rows := self._linked("standing", "replaced", person, tables):
            person = rows[0]
        return person

    def linked(self, person: UUID, tables: Tables) -> list[UUID]:
        """Every id of the person, the one that stands first."""
        return list(self._with_replaced(self.standing(person, tables), tables))

    def _with_replaced(self, person: UUID, tables: Tables) -> Iterator[UUID]:
        yield person
        for replaced in self._linked("replaced", "standing", person, tables):
            yield from self._with_replaced(replaced, tables)

    def _linked(self, wanted: str, known: str, person: UUID, tables: Tables) -> list[UUID]:
        rows = tables.rows(
            f"SELECT {wanted} AS person FROM {self.table}"  # noqa: S608  # constants of this file and of the service
            f" WHERE {known} = :person AND undone_on IS NULL ORDER BY {wanted}",
            {"person": str(person)},
        )
        return [UUID(row["person"]) for row in rows]
