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
)
_COUNTS = "SELECT group_id, plan_id, presence, count(*) AS number FROM attendance"
_GROUPED = "GROUP BY group_id, plan_id, presence ORDER BY group_id, plan_id"
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
    found: dict[tuple[UUID, UUID], Attendance] = {}
    for row in work.rows(f"{_COUNTS} WHERE {where} {_GROUPED}", asked):
        key = UUID(row["group_id"]), UUID(row["plan_id"])
        one = Attendance(**{Presence(row["presence"]).value: row["number"]})
        found[key] = found.get(key, Attendance()) + one
    return found


def _fold(session: Session, facts: Sequence[AttendanceRecorded], tables: Records) -> None:
    for fact in facts:
        tables.write(
            "INSERT INTO attendance VALUES (:session_id, :plan_id, :group_id, :presence)"
            " ON CONFLICT (session_id, plan_id) DO UPDATE SET presence = excluded.presence",
            {
                "session_id": str(session.id),
                "plan_id": str(fact.plan_id),
                "group_id": str(session.group_id),
                "presence": fact.presence.value,
            },
        )


ATTENDANCE = Projection(of=Session, facts=(AttendanceRecorded,), fold=_fold)
