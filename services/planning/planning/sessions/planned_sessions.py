"""The sessions of a group, by its calendar, and what became of each."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid5

from chassis.decisions.commands import Records
from chassis.decisions.domain import NotFound
from chassis.decisions.projections import Projection
from planning.groups import Group
from planning.groups.group import GroupFormed
from planning.sessions.session import Session, SessionFact, SessionPlanned, SessionStatus
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Row

NAMESPACE_SESSION = UUID("2f7d9b1c-83a4-4e65-b0c9-6a1e5d4f7382")

MIGRATIONS = (
    Migration(
        "planning-sessions-1",
        (
            """CREATE TABLE sessions (
                session_id TEXT PRIMARY KEY, group_id TEXT NOT NULL, day TEXT NOT NULL,
                status TEXT NOT NULL)""",
            "CREATE INDEX sessions_by_group ON sessions (group_id, day)",
        ),
    ),
    Migration(
        "planning-sessions-2",
        (
            "ALTER TABLE sessions ADD COLUMN conducted_by TEXT",
            "ALTER TABLE sessions ADD COLUMN entered_by TEXT",
            "ALTER TABLE sessions ADD COLUMN entered_on TEXT",
        ),
    ),
)


def session_id_of(group_id: UUID, day: date) -> UUID:
    """Derived, so that a group has one session a day."""
    return uuid5(NAMESPACE_SESSION, f"{group_id} {day}")


def planned_session(session_id: UUID, work: Records) -> Session:
    """The session as it stands, or one that nothing has happened to. Raises NotFound."""
    if known := work.find(Session, session_id):
        return known
    rows = work.rows("SELECT group_id, day FROM sessions WHERE session_id = :id", {"id": str(session_id)})
    if not rows:
        raise NotFound
    group = work.load(Group, UUID(rows[0]["group_id"]))
    return Session.begin(
        SessionPlanned,
        session_id,
        group_id=group.id,
        agency=group.owner,
        occurred_on=date.fromisoformat(rows[0]["day"]),
    )


def sessions_of(group_id: UUID, work: Records) -> list[Row]:
    """By day."""
    return work.rows(
        "SELECT session_id, day, status, conducted_by, entered_by, entered_on FROM sessions"
        " WHERE group_id = :id ORDER BY day",
        {"id": str(group_id)},
    )


def _fold_group(group: Group, _: Sequence[GroupFormed], tables: Records) -> None:
    for day in group.days:
        tables.write(
            "INSERT INTO sessions (session_id, group_id, day, status)"
            " VALUES (:session_id, :group_id, :day, :status)",
            {
                "session_id": str(session_id_of(group.id, day)),
                "group_id": str(group.id),
                "day": day.isoformat(),
                "status": SessionStatus.PLANNED.value,
            },
        )


def _fold_session(session: Session, _: Sequence[SessionFact], tables: Records) -> None:
    entry = session.entry
    tables.write(
        "UPDATE sessions SET status = :status, conducted_by = :conducted_by, entered_by = :entered_by,"
        " entered_on = :entered_on WHERE session_id = :id",
        {
            "status": session.status.value,
            "conducted_by": entry and entry.conducted_by.value,
            "entered_by": entry and entry.by.value,
            "entered_on": entry and entry.on.isoformat(),
            "id": str(session.id),
        },
    )


SESSIONS_TABLE = (
    Projection(of=Group, facts=(GroupFormed,), fold=_fold_group),
    Projection(of=Session, facts=(SessionFact,), fold=_fold_session),
)
