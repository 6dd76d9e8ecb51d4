"""The goals of a plan over HTTP, in words."""

from datetime import date
from typing import Self

from fastapi import APIRouter, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.fields import View
from chassis.http.guessing import noting_refusals
from planning.goals.read_goals import ReadGoals, SeenGoals
from planning.plan.circle_today import PLAN
from planning.plan.goals import Goal
from planning.showing.access import Answering, AnyReader, PlanId
from planning.showing.show_plan import Purpose
from samplan.contracts.codes import Achievement, ConsentPurpose
from samplan.contracts.codes.records import GoalTerm


class ReachedView(View):
    achievement: Achievement
    on: date
    words: str | None


class GoalView(View):
    """`assessments`: by date; the last one is in force."""

    goal: int
    term: GoalTerm
    set_on: date
    words: str | None
    assessments: list[ReachedView]

    @classmethod
    def of(cls, one: Goal, seen: SeenGoals) -> Self:
        made = [
            ReachedView(achievement=each.achievement, on=each.on, words=seen.opened(each.sealed))
            for each in one.assessments
        ]
        words = seen.opened(one.sealed)
        return cls(goal=one.number, term=one.term, set_on=one.set_on, words=words, assessments=made)


class GoalsView(View):
    """`words`: null once the participant is erased."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "goals": [
                        {
                            "goal": 1,
                            "term": "long_term",
                            "setOn": "2022-03-14",
                            "words": "Arbeta som undersköterska",
                            "assessments": [{"achievement": "improving", "on": "2022-05-02", "words": None}],
                        }
                    ]
                }
            ]
        }
    )

    goals: list[GoalView]

    @classmethod
    def of(cls, seen: SeenGoals) -> Self:
        return cls(goals=[GoalView.of(one, seen) for one in seen.goals])


goals = APIRouter(tags=["plans"])


@goals.get(
    "/v1/plans/{planId}/goals",
    summary="Målen i ord · The goals in words",
    responses={200: {"model": GoalsView}},
)
def show_goals(
    plan_id: PlanId, caller: AnyReader, answering: Answering, purpose: Purpose = ConsentPurpose.COORDINATION
) -> Response:
    """To an agency that sees the whole plan; to another than the keeper a disclosure of it."""
    asked = ReadGoals(plan_id=plan_id, by=caller.agency, role=caller.role, purpose=purpose)
    with noting_refusals(caller, PLAN, purpose):
        return view_response(answering(asked), GoalsView.of)
