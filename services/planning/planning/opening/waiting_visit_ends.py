"""Which study visits have ended while their enrolment waits for a consent? They end once the plan is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from samplan.contracts.codes import StudyVisitEnd


@dataclass(frozen=True, kw_only=True)
class VisitEnd:
    referral_id: UUID
    end: StudyVisitEnd
    on: date


def note_visit_end(ended: VisitEnd, work: Records) -> None:
    """Only of an enrolment that waits. Noting it again changes nothing."""
    work.write(
        "INSERT INTO waiting_visit_ends SELECT referral_id, :visit_end, :ended_on FROM waiting_enrolments"
        " WHERE referral_id = :referral_id ON CONFLICT (referral_id) DO NOTHING",
        {
            "referral_id": str(ended.referral_id),
            "visit_end": ended.end.value,
            "ended_on": ended.on.isoformat(),
        },
    )


def visit_ends_to_apply(work: Records) -> list[tuple[UUID, VisitEnd]]:
    """Of enrolments that no longer wait, each with its plan."""
    rows = work.rows(
        "SELECT plan_id, referral_id, visit_end, ended_on FROM waiting_visit_ends"
        " JOIN enrolments USING (referral_id) ORDER BY ended_on, referral_id"
    )
    return [
        (
            UUID(row["plan_id"]),
            VisitEnd(
                referral_id=UUID(row["referral_id"]),
                end=StudyVisitEnd(row["visit_end"]),
                on=date.fromisoformat(row["ended_on"]),
            ),
        )
        for row in rows
    ]


def forget_visit_end(referral_id: UUID, work: Records) -> None:
    work.write("DELETE FROM waiting_visit_ends WHERE referral_id = :id", {"id": str(referral_id)})
