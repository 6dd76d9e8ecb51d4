"""What prevents the participant's exit, and which agency can remove it?"""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.http.commands import view_response
from chassis.http.fields import Code, LocalDate, View
from chassis.http.guessing import noting_refusals
from planning.ending.close_check import CloseRule
from planning.ending.show_close_check import CloseCheck, ShowCloseCheck
from planning.plan.circle_today import PLAN
from planning.showing.access import Answering, AnyReader, PlanId
from planning.showing.show_plan import PLANS
from samplan.contracts.codes import Agency, ConsentPurpose, ExitClass


class BlockerView(View):
    """`activityId`: also null for an activity that the caller may not know (K4)."""

    rule: CloseRule
    agency: Agency
    activity_id: UUID | None


class OpenElsewhereView(View):
    """Another agency's activity. `isAsked`: whether a proposal of its end or start waits for that agency.

    `activityId`: null for an activity that the caller may not know.
    """

    agency: Agency
    activity_id: UUID | None
    is_asked: bool


class CloseCheckView(View):
    """Without `blockers` the exit can be recorded. It then waits for the agencies in `waitsFor`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "on": "2022-08-15",
                    "blockers": [
                        {
                            "rule": "own_activity_open",
                            "agency": "af",
                            "activityId": "6fa459ea-ee8a-4ca4-894e-db77e160355e",
                        }
                    ],
                    "waitsFor": [
                        {
                            "agency": "malmo-ifo",
                            "activityId": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                            "isAsked": False,
                        }
                    ],
                }
            ]
        }
    )

    on: date
    blockers: list[BlockerView]
    waits_for: list[OpenElsewhereView]

    @classmethod
    def of(cls, check: CloseCheck) -> Self:
        known: dict[UUID | None, UUID] = {one.id: one.id for one in check.activities}
        shown = [
            BlockerView(rule=one.rule, agency=one.agency, activity_id=known.get(one.activity_id))
            for one in check.blockers
        ]
        waits_for = [
            OpenElsewhereView(agency=one.owner, activity_id=known.get(one.id), is_asked=one.waits_for_answer)
            for one in check.waits_for
        ]
        return cls(on=check.on, blockers=shown, waits_for=waits_for)


def show_close_check(
    plan_id: PlanId,
    caller: AnyReader,
    answering: Answering,
    exit_class: Annotated[Code[ExitClass] | None, Query(alias="exitClass")] = None,
    on: LocalDate | None = None,
) -> Response:
    """For the agency that leads the plan: what prevents an exit of that class on that day, today by default.

    Without a class, what prevents any exit. To another agency than the keeper a disclosure of the plan.
    """
    asked = ShowCloseCheck(
        plan_id=plan_id,
        by=caller.agency,
        role=caller.role,
        purpose=ConsentPurpose.COORDINATION,
        exit_class=exit_class,
        on=on or today(),
    )
    with noting_refusals(caller, PLAN, ConsentPurpose.COORDINATION):
        return view_response(answering(asked), CloseCheckView.of)


close_check = APIRouter(tags=[PLANS.tag])
close_check.get(
    f"{PLANS.path}/close-check",
    summary="Avslutskontroll · What prevents the exit",
    responses={200: {"model": CloseCheckView}},
)(show_close_check)
