"""Which plans belong to this referral, or to this participant?"""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http.fields import Id, View
from chassis.http.problems import Problem
from planning.office import SeenPlan
from planning.register.find_plans import FindPlans
from planning.showing.access import Answering, Reader
from planning.showing.example import row_like


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
    answering: Answering,
    referral_id: Annotated[Id | None, Query(alias="referralId")] = None,
    participant_id: Annotated[Id | None, Query(alias="participantId")] = None,
) -> list[PlanReference]:
    """By referral or by participant: exactly one of the two.

    503 `catching_up` while the sharing of the plan may have ended.
    """
    if (referral_id is None) == (participant_id is None):
        raise Problem(422, "invalid_request", errors=[{"pointer": "#/query", "code": "one_of_two"}])
    question = FindPlans(
        referral_id=referral_id, participant_id=participant_id, by=caller.agency, role=caller.role
    )
    return [_reference(seen, referral_id) for seen in answering(question)]


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
