"""What agencies are shown in a list: one row per plan."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import View
from samplan.contracts.codes import Agency


def _example(**members: Any) -> ConfigDict:
    row = {
        "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
        "programme": "malmokraften",
        "openedOn": "2022-02-01",
        **members,
    }
    return ConfigDict(json_schema_extra={"examples": [row]})


class PlanReference(View):
    """Where to find a plan."""

    model_config = _example(
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


class OverduePlan(View):
    """A plan that was not agreed by the day it was due."""

    model_config = _example(coordinator="malmo-ifo", planDueOn="2022-04-02", daysLate=10)

    plan_id: UUID
    programme: str
    coordinator: Agency | None
    opened_on: date
    plan_due_on: date
    days_late: int


class PlanWithoutActivity(View):
    """A plan in which nothing goes on, or Swedish studies alone."""

    model_config = _example(coordinator="malmo-ifo", onlySwedishStudies=True)

    plan_id: UUID
    programme: str
    coordinator: Agency | None
    opened_on: date
    only_swedish_studies: bool


class PlanInError(View):
    """A plan of the wrong person: whoever took part in it stops what it has begun for her."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                    "programme": "malmokraften",
                    "enteredInErrorOn": "2022-03-02",
                }
            ]
        }
    )

    plan_id: UUID
    programme: str
    entered_in_error_on: date


class CoordinatedPlan(View):
    """A plan that the calling agency coordinates, with how many activities go on in it."""

    model_config = _example(planDueOn="2022-04-02", agreedOn="2022-03-14", activities=2)

    plan_id: UUID
    programme: str
    opened_on: date
    plan_due_on: date
    agreed_on: date | None
    activities: int
