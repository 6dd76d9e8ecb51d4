"""Which groups does an agency run?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from planning.groups.group import Group, GroupFact
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "planning-groups-1",
        (
            """CREATE TABLE term_groups (
                group_id TEXT PRIMARY KEY, programme TEXT NOT NULL, owner TEXT NOT NULL, term TEXT NOT NULL,
                begins_on TEXT NOT NULL, ends_on TEXT NOT NULL, members INTEGER NOT NULL)""",
            "CREATE INDEX term_groups_by_owner ON term_groups (owner, begins_on)",
        ),
    ),
)

OWN_GROUPS = Listing(
    "SELECT group_id, programme, owner AS owner_agency, term, begins_on, ends_on, members FROM term_groups"
    " WHERE owner = :by OR :by = :keeper",
    keys=("begins_on", "group_id"),
    descending=True,
)


class CurrentGroup(NamedTuple):
    group_id: UUID
    programme: str
    term: str
    begins_on: date


_CURRENT = """
SELECT group_id, programme, term, begins_on FROM term_groups
WHERE begins_on <= :on AND ends_on >= :on AND (owner = :by OR :by = :keeper)
ORDER BY begins_on, group_id"""


def current_groups(on: date, by: Agency, keeper: Agency, work: Records) -> list[CurrentGroup]:
    """On that day, of the agency; of all where it is the keeper."""
    rows = work.rows(_CURRENT, {"on": on.isoformat(), "by": by.value, "keeper": keeper.value})
    return [
        CurrentGroup(
            UUID(row["group_id"]), row["programme"], row["term"], date.fromisoformat(row["begins_on"])
        )
        for row in rows
    ]


def groups_not_ended(programme: str, on: date, work: Records) -> list[UUID]:
    """Of the programme, of any agency, with a member: those that begin later too."""
    rows = work.rows(
        "SELECT group_id FROM term_groups WHERE programme = :programme AND ends_on >= :on AND members > 0"
        " ORDER BY begins_on, group_id",
        {"programme": programme, "on": on.isoformat()},
    )
    return [UUID(row["group_id"]) for row in rows]


def _fold(group: Group, _: Sequence[GroupFact], tables: Records) -> None:
    tables.write(
        "INSERT INTO term_groups VALUES"
        " (:group_id, :programme, :owner, :term, :begins_on, :ends_on, :members)"
        " ON CONFLICT (group_id) DO UPDATE SET members = excluded.members",
        {
            "group_id": str(group.id),
            "programme": group.programme,
            "owner": group.owner.value,
            "term": group.term,
            "begins_on": group.begins_on.isoformat(),
            "ends_on": group.ends_on.isoformat(),
            "members": len(group.present_members),
        },
    )


GROUPS_TABLE = Projection(of=Group, facts=(GroupFact,), fold=_fold)
