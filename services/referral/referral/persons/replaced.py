"""Persons who are one and the same by a case officer's decision: a number of theirs was replaced (C-14).

Each number keeps its person, with keys and referrals of its own: what was linked in error comes apart again.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Database, Row

MIGRATION = Migration(
    "persons-3",
    (
        """CREATE TABLE replaced_numbers (
            replacement_id TEXT PRIMARY KEY, replaced TEXT NOT NULL, standing TEXT NOT NULL,
            reason TEXT NOT NULL, replaced_on TEXT NOT NULL, undone_on TEXT)""",
        "CREATE UNIQUE INDEX replaced_once ON replaced_numbers (replaced) WHERE undone_on IS NULL",
        "CREATE INDEX replaced_by_standing ON replaced_numbers (standing)",
    ),
)

_STANDING = "SELECT standing AS person FROM replaced_numbers WHERE replaced = :person AND undone_on IS NULL"
_REPLACED = (
    "SELECT replaced AS person FROM replaced_numbers WHERE standing = :person AND undone_on IS NULL"
    " ORDER BY replaced"
)


def standing_person(person: UUID, work: Records) -> UUID:
    """The person of the number that is valid now: this one, unless it was replaced."""
    while rows := work.rows(_STANDING, {"person": str(person)}):
        person = UUID(rows[0]["person"])
    return person


def linked_persons(person: UUID, work: Records) -> list[UUID]:
    """The persons of every number that is or was the same person's."""
    return list(_with_replaced(standing_person(person, work), work))


def _with_replaced(person: UUID, work: Records) -> Iterator[UUID]:
    yield person
    for row in work.rows(_REPLACED, {"person": str(person)}):
        yield from _with_replaced(UUID(row["person"]), work)


def keep_replacement(
    replacement_id: UUID,
    *,
    replaced: UUID,
    standing: UUID,
    reason: str,
    replaced_on: date,
    undone_on: date | None,
    work: Records,
) -> None:
    """Keep the row of a replacement as the replacement is."""
    work.write(
        "INSERT INTO replaced_numbers VALUES (:id, :replaced, :standing, :reason, :replaced_on, :undone_on)"
        " ON CONFLICT (replacement_id) DO UPDATE SET undone_on = excluded.undone_on",
        {
            "id": str(replacement_id),
            "replaced": str(replaced),
            "standing": str(standing),
            "reason": reason,
            "replaced_on": replaced_on.isoformat(),
            "undone_on": undone_on and undone_on.isoformat(),
        },
    )


def all_replacements(work: Records) -> list[UUID]:
    rows = work.rows("SELECT replacement_id FROM replaced_numbers ORDER BY replacement_id")
    return [UUID(row["replacement_id"]) for row in rows]


def replacements(database: Database, *, limit: int, offset: int) -> list[Row]:
    """The last one first, without the numbers."""
    return database.query(
        "SELECT replacement_id, reason, replaced_on, undone_on FROM replaced_numbers"
        " ORDER BY replaced_on DESC, replacement_id LIMIT :limit OFFSET :offset",
        {"limit": limit, "offset": offset},
    )
