"""Which plans belong to this referral, or to this participant?"""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http.dependencies import TheApplication
from chassis.http.fields import Id, View
from chassis.http.problems import Problem
from planning.opening.enrolments import plan_of
from planning.register.table import reader
from planning.showing.access import Reader
from planning.showing.closed_plans import Withheld
from planning.showing.example import row_like
from samplan.bus.reading.catch_up import StillCatchingUp

_OF = """
SELECT plan_id, referral_id, participant_id, programme, opened_on, ended_on FROM plans
WHERE open_to LIKE :reader AND (plan_id = :plan_id OR participant_id = :participant_id)
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
    withheld: Withheld,
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
        asked = {
            "reader": reader(caller.agency),
            "plan_id": str(plan_id),
            "participant_id": str(participant_id),
        }
        rows = work.rows(_OF, asked)
    if any(UUID(row["plan_id"]) in withheld for row in rows):
        raise StillCatchingUp
    return [PlanReference(**{**row, "referral_id": referral_id or row["referral_id"]}) for row in rows]
