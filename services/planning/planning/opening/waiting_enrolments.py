"""Which enrolments wait for a consent to plan together?

Topics interleave: an enrolment may arrive before the grant that it rests on. To open its plan at once would
be a yes that rests on silence; to open it withheld would withhold it from the others permanently (C-07).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from chassis.decisions.commands import Records
from samplan.bus.store.migrations import Migration
from samplan.contracts.access import Opening, openings
from samplan.contracts.codes import Agency, Mode
from samplan.privacy.circle.circle import Circle

MIGRATIONS = (
    Migration(
        "planning-4",
        (
            """CREATE TABLE waiting_enrolments (
                referral_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, participant_id TEXT NOT NULL,
                consent_id TEXT NOT NULL, programme TEXT NOT NULL, occurred_on TEXT NOT NULL)""",
            "CREATE INDEX waiting_by_participant ON waiting_enrolments (participant_id)",
            # In version 0.1.0 no enrolment joined a plan whose sharing had ended. Now the plan continues.
            """INSERT INTO open_plans SELECT participant_id, programme, MIN(plan_id) FROM plans
                WHERE ended_on IS NULL AND NOT EXISTS (
                    SELECT 1 FROM open_plans WHERE open_plans.participant_id = plans.participant_id
                    AND open_plans.programme = plans.programme)
                GROUP BY participant_id, programme""",
        ),
    ),
    Migration(
        "planning-study-visits",
        (
            "ALTER TABLE waiting_enrolments ADD COLUMN mode TEXT NOT NULL DEFAULT 'programme'",
            """CREATE TABLE waiting_visit_ends (
                referral_id TEXT PRIMARY KEY, visit_end TEXT NOT NULL, ended_on TEXT NOT NULL)""",
        ),
    ),
    Migration("planning-plan-keepers", ("ALTER TABLE waiting_enrolments ADD COLUMN plan_keeper TEXT",)),
)


class Enrolment(Protocol):
    @property
    def plan_id(self) -> UUID: ...

    @property
    def referral_id(self) -> UUID: ...

    @property
    def participant_id(self) -> UUID: ...

    @property
    def consent_id(self) -> UUID: ...

    @property
    def programme(self) -> str: ...

    @property
    def mode(self) -> Mode: ...

    @property
    def plan_keeper(self) -> Agency | None: ...

    @property
    def occurred_on(self) -> date: ...


def has_been_granted(circle: Circle, keeper: Agency) -> bool:
    """Whether a consent of the kind and purpose that plans need names the keeper, in force or not (K3)."""
    opens = openings()["planning.plan"]
    terms = [one.terms for one in circle.consents if one.terms and keeper in one.terms.agencies]
    return any(Opening(one.kind, one.purpose) in opens for one in terms)


def note_waiting(enrolment: Enrolment, work: Records) -> None:
    """Noting it again changes nothing."""
    work.write(
        "INSERT INTO waiting_enrolments"
        " (referral_id, plan_id, participant_id, consent_id, programme, occurred_on, mode, plan_keeper)"
        " VALUES (:referral_id, :plan_id, :participant_id, :consent_id, :programme, :on, :mode, :plan_keeper)"
        " ON CONFLICT (referral_id) DO NOTHING",
        {
            "referral_id": str(enrolment.referral_id),
            "plan_id": str(enrolment.plan_id),
            "participant_id": str(enrolment.participant_id),
            "consent_id": str(enrolment.consent_id),
            "programme": enrolment.programme,
            "mode": enrolment.mode.value,
            "plan_keeper": enrolment.plan_keeper,
            "on": enrolment.occurred_on.isoformat(),
        },
    )


def waiting_of(participant_id: UUID, work: Records) -> list[Mapping[str, Any]]:
    """The participant's, the earliest first."""
    return work.rows(
        "SELECT * FROM waiting_enrolments WHERE participant_id = :id ORDER BY occurred_on, referral_id",
        {"id": str(participant_id)},
    )


def forget_waiting(referral_id: UUID, work: Records) -> None:
    work.write("DELETE FROM waiting_enrolments WHERE referral_id = :id", {"id": str(referral_id)})
