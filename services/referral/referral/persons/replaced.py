"""Persons who are one and the same by a case officer's decision: a number of theirs was replaced (C-14).

Each number keeps its person, with keys and referrals of its own: what was linked in error comes apart again.
"""

from uuid import UUID

from chassis.decisions.commands import Records
from samplan.bus.store.migrations import Migration
from samplan.privacy.linked_persons import LinkedPersons

PERSONS = LinkedPersons("replaced_numbers")

MIGRATION = Migration("persons-3", PERSONS.statements)


def all_replacements(work: Records) -> list[UUID]:
    """Those that are undone too."""
    rows = work.rows("SELECT replacement_id FROM replaced_numbers ORDER BY replacement_id")
    return [UUID(row["replacement_id"]) for row in rows]
