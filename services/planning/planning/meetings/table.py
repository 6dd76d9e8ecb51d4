"""Which meetings lie ahead, and which have been held without notes? One row a meeting."""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from planning.meetings.meeting import Meeting, MeetingFact, Status
from planning.plan import Plan, PlanFact
from planning.register.table import reader, readers
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "planning-meetings-1",
        (
            """CREATE TABLE meetings (
                meeting_id TEXT PRIMARY KEY, plan_id TEXT, kind TEXT NOT NULL, parties TEXT NOT NULL,
                planned_on TEXT NOT NULL, starts_at TEXT NOT NULL, place TEXT NOT NULL,
                status TEXT NOT NULL, held_on TEXT, has_notes INTEGER NOT NULL)""",
            "CREATE INDEX meetings_by_plan ON meetings (plan_id)",
            "CREATE INDEX meetings_by_status ON meetings (status, planned_on)",
        ),
    ),
    Migration(
        "planning-meetings-2",
        (
            "ALTER TABLE meetings ADD COLUMN await_notes TEXT NOT NULL DEFAULT ''",
            "UPDATE meetings SET await_notes = parties WHERE status = 'held' AND has_notes = 0",
        ),
    ),
)

_FOLD = """
INSERT INTO meetings VALUES (
    :meeting_id, :plan_id, :kind, :parties, :planned_on, :starts_at, :place, :status, :held_on, :has_notes,
    :await_notes)
ON CONFLICT (meeting_id) DO UPDATE SET
    parties = excluded.parties, planned_on = excluded.planned_on, starts_at = excluded.starts_at,
    place = excluded.place, status = excluded.status, held_on = excluded.held_on,
    has_notes = excluded.has_notes, await_notes = excluded.await_notes"""
_LINES = """
SELECT meeting_id, plan_id, kind, planned_on, starts_at, place, status, held_on FROM meetings
WHERE parties LIKE :reader"""
AHEAD = Listing(f"{_LINES} AND status = 'summoned'", keys=("planned_on", "starts_at", "meeting_id"))
"""Those that the agency is a party to, neither held nor cancelled: the earliest first."""
WITHOUT_NOTES = Listing(f"{_LINES} AND await_notes LIKE :reader", keys=("held_on", "meeting_id"))
"""Those of which the agency, as it has been told, may write the first: the one held first comes first."""
_OF_PLAN = f"{_LINES} AND plan_id = :plan_id ORDER BY planned_on, starts_at, meeting_id"


def _parties(meeting: Meeting, tables: Records) -> list[Agency]:
    """A plan of the wrong person: its keeper alone sees the meetings from now on (R-13)."""
    plan = meeting.plan_id and tables.find(Plan, meeting.plan_id)
    if plan and plan.entered_in_error_on:
        return [plan.kept_by]
    return sorted({meeting.kept_by, *meeting.parties})


def _without_notes(meeting: Meeting, parties: list[Agency]) -> list[Agency]:
    """Once it was held: those of the parties that came or keep the plan, and have received no note."""
    if meeting.status is not Status.HELD:
        return []
    told = {one for one in parties if any(note.is_told_to(one) for note in meeting.notes)}
    return [one for one in parties if one in (*meeting.attending, meeting.kept_by) and one not in told]


def _fold(meeting: Meeting, _: Sequence[MeetingFact], tables: Records) -> None:
    parties = _parties(meeting, tables)
    tables.write(
        _FOLD,
        {
            "meeting_id": str(meeting.id),
            "plan_id": meeting.plan_id and str(meeting.plan_id),
            "kind": meeting.kind.value,
            "parties": readers(parties),
            "planned_on": meeting.planned_on.isoformat(),
            "starts_at": meeting.starts_at,
            "place": meeting.place.value,
            "status": meeting.status.value,
            "held_on": meeting.holding.on and meeting.holding.on.isoformat(),
            "has_notes": int(bool(meeting.notes)),
            "await_notes": readers(_without_notes(meeting, parties)),
        },
    )


def _fold_error(plan: Plan, _: Sequence[PlanFact], tables: Records) -> None:
    if plan.entered_in_error_on is not None:
        tables.write(
            "UPDATE meetings SET parties = :keeper WHERE plan_id = :plan_id",
            {"keeper": readers([plan.kept_by]), "plan_id": str(plan.id)},
        )


MEETINGS_TABLE = Projection(of=Meeting, facts=(MeetingFact,), fold=_fold)
MEETINGS_IN_ERROR = Projection(of=Plan, facts=(PlanFact,), fold=_fold_error)


def meetings_of_plan(plan_id: UUID, agency: Agency | None, work: Records) -> list[Row]:
    """All of the plan, or those that the agency is a party to."""
    return work.rows(_OF_PLAN, {"plan_id": str(plan_id), "reader": reader(agency) if agency else "%"})
