"""Persons who are one and the same by a case officer's decision: a number of hers was replaced (C-14).

Each number keeps its person, with keys and referrals of its own: what was linked in error comes apart again.
"""

from collections.abc import Iterator
from uuid import UUID

from chassis.decisions.work import Work
from samplan.bus.store.migrations import Migration

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


def standing_person(person: UUID, work: Work) -> UUID:
    """The person of the number that is hers now: this one, unless it was replaced."""
    while rows := work.rows(_STANDING, {"person": str(person)}):
        person = UUID(rows[0]["person"])
    return person


def linked_persons(person: UUID, work: Work) -> list[UUID]:
    """The persons of every number that is or was hers."""
    return list(_with_replaced(standing_person(person, work), work))


def _with_replaced(person: UUID, work: Work) -> Iterator[UUID]:
    yield person
    for row in work.rows(_REPLACED, {"person": str(person)}):
        yield from _with_replaced(UUID(row["person"]), work)
