"""Which plans belong to this referral, or to this participant?"""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.fields import Id, View
from chassis.http.problems import Problem
from planning.circle.today import circle_today
from planning.opening.enrolments import plan_of
from planning.plan import Plan, SeenPlan, plan_in_circle
from planning.showing.access import Reader
from planning.showing.example import row_like

_OF = """
SELECT plan_id, referral_id FROM plans
WHERE plan_id = :plan_id OR participant_id = :participant_id
ORDER BY opened_on, plan_id"""


class PlanReference(View):
    """Where to find a plan."""

    model_config = row_like(
        referralId="0f8fad5b-d9cb-469f-a165-70867728950e",
        participantId="7c9e6679-7425-40de-944b-e07fc1f90ae7",
        endedOn=None,
    )

    plan_id: UUID
    referral_id: UUID
    participant_id: UUID
    programme: str
    opened_on: date
    ended_on: date | None


def find_plans(
    caller: Reader,
    application: TheApplication,
    settings: TheSettings,
    referral_id: Annotated[Id | None, Query(alias="referralId")] = None,
    participant_id: Annotated[Id | None, Query(alias="participantId")] = None,
) -> list[PlanReference]:
    """By referral or by participant: exactly one of the two.

    503 `catching_up` while the sharing of the plan may have ended.
    """
    if (referral_id is None) == (participant_id is None):
        raise Problem(422, "invalid_request", errors=[{"pointer": "#/query", "code": "one_of_two"}])
    with application.reading() as work:
        plan_id = plan_of(referral_id, work) if referral_id else None
        rows = work.rows(_OF, {"plan_id": str(plan_id), "participant_id": str(participant_id)})
        found = [plan_in_circle(work.load(Plan, UUID(row["plan_id"])), work, circle_today) for row in rows]
        shown = [SeenPlan(plan, caller.agency) for plan in found if plan.is_shown_to(caller.agency)]
        if caller.agency != settings.agency:
            work.require_caught_up(*(subject for seen in shown for subject in seen.plan.rests_on))
    return [_reference(seen, referral_id) for seen in shown]


def _reference(seen: SeenPlan, referral_id: UUID | None) -> PlanReference:
    plan = seen.plan
    return PlanReference(
        plan_id=plan.id,
        referral_id=referral_id or plan.referral_id,
        participant_id=plan.participant_id,
        programme=plan.programme,
        opened_on=plan.opened_on,
        ended_on=plan.ended_on if seen.is_whole else None,
    )
