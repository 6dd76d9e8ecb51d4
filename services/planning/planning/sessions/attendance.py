"""How much of what was held did a participant, or a group, attend?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from planning.sessions.record_attendance import AttendanceRecorded
from planning.sessions.session import Presence, Session
from planning.terms.term import Excused
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "planning-attendance-1",
        (
            """CREATE TABLE attendance (
                session_id TEXT NOT NULL, plan_id TEXT NOT NULL, group_id TEXT NOT NULL,
                presence TEXT NOT NULL, PRIMARY KEY (session_id, plan_id))""",
            "CREATE INDEX attendance_by_group ON attendance (group_id, plan_id)",
            "CREATE INDEX attendance_by_plan ON attendance (plan_id, group_id)",
        ),
    ),
    Migration(
        "planning-attendance-2",
        (
            """CREATE TABLE attendance_counts (
                group_id TEXT NOT NULL, plan_id TEXT NOT NULL, present INTEGER NOT NULL,
                excused INTEGER NOT NULL, absent INTEGER NOT NULL, PRIMARY KEY (group_id, plan_id))""",
            "CREATE INDEX attendance_counts_by_plan ON attendance_counts (plan_id, group_id)",
            """INSERT INTO attendance_counts SELECT group_id, plan_id,
                sum(CASE presence WHEN 'present' THEN 1 ELSE 0 END),
                sum(CASE presence WHEN 'excused' THEN 1 ELSE 0 END),
                sum(CASE presence WHEN 'absent' THEN 1 ELSE 0 END)
                FROM attendance GROUP BY group_id, plan_id""",
        ),
    ),
)
_COUNTS = "SELECT group_id, plan_id, present, excused, absent FROM attendance_counts"
_ADD = """
INSERT INTO attendance_counts VALUES (:group_id, :plan_id, :present, :excused, :absent)
ON CONFLICT (group_id, plan_id) DO UPDATE SET present = attendance_counts.present + excluded.present,
    excused = attendance_counts.excused + excluded.excused,
    absent = attendance_counts.absent + excluded.absent"""
Counts = Mapping[tuple[UUID, UUID], "Attendance"]
"""By group and plan."""


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """Sessions by what is recorded of them."""

    present: int = 0
    excused: int = 0
    absent: int = 0

    def percent(self, excused: Excused) -> float | None:
        """The share present, with one decimal; None where nothing counts."""
        counted = self.present + self.absent + (self.excused if excused is Excused.ABSENT else 0)
        return round(100 * self.present / counted, 1) if counted else None

    def __add__(self, other: "Attendance") -> "Attendance":
        return Attendance(
            present=self.present + other.present,
            excused=self.excused + other.excused,
            absent=self.absent + other.absent,
        )


def attendance_of_group(group_id: UUID, work: Records) -> Counts:
    return _counted(work, "group_id = :id", {"id": str(group_id)})


def attendance_of_plan(plan_id: UUID, work: Records) -> Counts:
    return _counted(work, "plan_id = :id", {"id": str(plan_id)})


def _counted(work: Records, where: str, asked: Mapping[str, str]) -> Counts:
    return {
        (UUID(row["group_id"]), UUID(row["plan_id"])): Attendance(
            present=row["present"], excused=row["excused"], absent=row["absent"]
        )
        for row in work.rows(f"{_COUNTS} WHERE {where} ORDER BY group_id, plan_id", asked)
    }


def _fold(session: Session, facts: Sequence[AttendanceRecorded], tables: Records) -> None:
    for fact in facts:
        row = {"session_id": str(session.id), "plan_id": str(fact.plan_id)}
        before = tables.rows(
            "SELECT presence FROM attendance WHERE session_id = :session_id AND plan_id = :plan_id", row
        )
        row |= {"group_id": str(session.group_id), "presence": fact.presence.value}
        tables.write(
            "INSERT INTO attendance VALUES (:session_id, :plan_id, :group_id, :presence)"
            " ON CONFLICT (session_id, plan_id) DO UPDATE SET presence = excluded.presence",
            row,
        )
        _count(row, [Presence(one["presence"]) for one in before], fact.presence, tables)


def _count(row: Mapping[str, str], before: Sequence[Presence], now: Presence, tables: Records) -> None:
    """As a change of the sums: two sessions of a participant may be recorded at the same time."""
    change = {one.value: (one is now) - (one in before) for one in Presence}
    tables.write(_ADD, {"group_id": row["group_id"], "plan_id": row["plan_id"], **change})


ATTENDANCE = Projection(of=Session, facts=(AttendanceRecorded,), fold=_fold)
