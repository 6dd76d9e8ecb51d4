"""How far has the participant come with each sub-goal, and in whose words?"""

from datetime import date
from typing import Self

from fastapi import Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.fields import View
from chassis.http.guessing import noting_refusals
from planning.course.read_sub_goals import ReadSubGoals, SeenSubGoals
from planning.plan.circle_today import PLAN
from planning.plan.sub_goals import Assessment, SubGoal
from planning.showing.access import Answering, AnyReader, PlanId
from planning.showing.show_plan import Purpose
from samplan.contracts.codes import Achievement, ConsentPurpose, Track


class AssessmentView(View):
    track: Track
    sub_goal: SubGoal
    achievement: Achievement
    on: date
    words: str | None

    @classmethod
    def of(cls, one: Assessment, words: str | None) -> Self:
        return cls(
            track=one.track,
            sub_goal=one.sub_goal,
            achievement=one.achievement,
            on=one.on,
            words=words,
        )


class SubGoalsView(View):
    """By date: the last one of a sub-goal is in force."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "assessments": [
                        {
                            "track": "education",
                            "subGoal": "realistic_goal",
                            "achievement": "improving",
                            "on": "2022-03-14",
                            "words": "Has visited two schools",
                        }
                    ]
                }
            ]
        }
    )

    assessments: list[AssessmentView]

    @classmethod
    def of(cls, seen: SeenSubGoals) -> Self:
        return cls(assessments=[AssessmentView.of(*one) for one in seen.assessments])


def show_sub_goals(
    plan_id: PlanId,
    caller: AnyReader,
    answering: Answering,
    purpose: Purpose = ConsentPurpose.COORDINATION,
) -> Response:
    """In words, to an agency that sees the whole plan; to another than the keeper a disclosure of it."""
    asked = ReadSubGoals(plan_id=plan_id, by=caller.agency, role=caller.role, purpose=purpose)
    with noting_refusals(caller, PLAN, purpose):
        return view_response(answering(asked), SubGoalsView.of)
