"""What agencies are shown of a plan."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import View
from planning.office import SeenPlan
from planning.plan import Plan
from planning.plan.sub_goals import Assessment, SubGoal
from planning.showing.agreement_view import AgreementView
from planning.showing.clock_view import ClockView
from planning.showing.exit_view import ExitView, ProposedExitView, exit_of, proposed_exit_of
from planning.showing.item_view import EXAMPLE_ITEM, ActivityView, ParallelView, item_members, parallelism
from samplan.contracts.codes import (
    Achievement,
    Agency,
    IncomeSupport,
    Occasion,
    Stage,
    Track,
)


class CoordinatorView(View):
    agency: Agency
    since: date


class TrackView(View):
    track: Track
    since: date


class StageView(View):
    stage: Stage
    since: date


class SubGoalView(View):
    track: Track
    sub_goal: SubGoal
    achievement: Achievement
    on: date

    @classmethod
    def of(cls, one: Assessment) -> Self:
        return cls(track=one.track, sub_goal=one.sub_goal, achievement=one.achievement, on=one.on)


class IncomeSupportView(View):
    at: Occasion
    income_support: IncomeSupport
    on: date


class PlanView(View):
    """A plan as the calling agency sees it. The last coordinator, track and stage are the current ones.

    `planDueOn`: null during a study visit, which runs no clock.
    Where `sharingIsClosed`, it sees its own record and items alone: the rest is empty.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                    "referralId": "0f8fad5b-d9cb-469f-a165-70867728950e",
                    "participantId": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                    "programme": "malmokraften",
                    "agencies": ["af", "malmo-ifo", "region-skane"],
                    "sharingUntil": "2023-01-31",
                    "sharingIsClosed": False,
                    "openedOn": "2022-02-01",
                    "isStudyVisit": False,
                    "planDueOn": "2022-04-02",
                    "clock": {"firstDueOn": "2022-04-02", "stoppedDays": 0, "stops": []},
                    "agreedOn": "2022-03-14",
                    "agreement": {
                        "isAgreed": True,
                        "agencies": [],
                        "participantOn": None,
                        "missing": [],
                        "agreements": [{"on": "2022-03-14", "agencies": ["af", "malmo-ifo"]}],
                        "revisions": [],
                    },
                    "missedDeadline": False,
                    "coordinators": [{"agency": "malmo-ifo", "since": "2022-02-07"}],
                    "teamId": None,
                    "tracks": [{"track": "education", "since": "2022-02-21"}],
                    "stages": [{"stage": "vision_building", "since": "2022-02-02"}],
                    "subGoals": [
                        {
                            "track": "education",
                            "subGoal": "realistic_goal",
                            "achievement": "improving",
                            "on": "2022-03-14",
                        }
                    ],
                    "activities": [EXAMPLE_ITEM],
                    "parallelism": [{"since": "2022-03-21", "activities": 1}],
                    "incomeSupport": {"entry": "ekonomiskt_bistand"},
                    "incomeSupportHistory": [
                        {"at": "entry", "incomeSupport": "ekonomiskt_bistand", "on": "2022-02-07"}
                    ],
                    "exit": None,
                    "proposedExit": None,
                    "enteredInErrorOn": None,
                }
            ]
        }
    )

    plan_id: UUID
    referral_id: UUID
    participant_id: UUID
    programme: str
    agencies: list[Agency]
    sharing_until: date | None
    sharing_is_closed: bool
    opened_on: date
    is_study_visit: bool
    plan_due_on: date | None
    clock: ClockView
    agreed_on: date | None
    agreement: AgreementView | None
    missed_deadline: bool
    coordinators: list[CoordinatorView]
    team_id: UUID | None
    tracks: list[TrackView]
    stages: list[StageView]
    sub_goals: list[SubGoalView]
    activities: list[ActivityView]
    parallelism: list[ParallelView]
    income_support: dict[Occasion, IncomeSupport]
    income_support_history: list[IncomeSupportView]
    exit: ExitView | None
    proposed_exit: ProposedExitView | None
    entered_in_error_on: date | None

    @classmethod
    def of(cls, seen: SeenPlan) -> Self:
        own = _own(seen)
        return cls(**own, **(_shared(seen.plan) if seen.is_whole else NOTHING_SHARED))


NOTHING_SHARED: Mapping[str, Any] = MappingProxyType(
    {
        "agreed_on": None,
        "agreement": None,
        "missed_deadline": False,
        "team_id": None,
        "tracks": [],
        "stages": [],
        "sub_goals": [],
        "income_support": {},
        "income_support_history": [],
        "exit": None,
        "proposed_exit": None,
        "entered_in_error_on": None,
    }
)


def _own(seen: SeenPlan) -> dict[str, Any]:
    """What identifies the plan, and what is in it of the agencies whose items are seen."""
    plan, sharing = seen.plan, seen.sharing
    return {
        "plan_id": plan.id,
        "referral_id": plan.referral_id,
        "participant_id": plan.participant_id,
        "programme": plan.programme,
        "opened_on": plan.opened_on,
        "is_study_visit": plan.is_study_visit,
        "plan_due_on": None if plan.is_study_visit else plan.plan_due_on,
        "clock": ClockView.of(seen),
        "agencies": sharing.agencies,
        "sharing_until": sharing.until,
        "sharing_is_closed": not sharing.agencies,
        "coordinators": [CoordinatorView(agency=who, since=since) for who, since in seen.coordinators],
        "activities": [ActivityView(**item_members(one)) for one in seen.activities],
        "parallelism": parallelism(seen.activities),
    }


def _shared(plan: Plan) -> dict[str, Any]:
    return {
        "agreed_on": plan.agreement.first_on,
        "agreement": AgreementView.of(plan),
        "missed_deadline": plan.has_missed_deadline,
        "team_id": plan.coordination.team_on(),
        "tracks": [TrackView(track=track, since=since) for track, since in plan.tracks],
        "stages": [StageView(stage=stage, since=since) for stage, since in plan.course.stages],
        "sub_goals": [SubGoalView.of(one) for one in plan.course.sub_goals],
        "income_support": dict(plan.income_support),
        "income_support_history": [
            IncomeSupportView(at=at, income_support=support, on=on) for at, support, on in plan.income_history
        ],
        "exit": exit_of(plan),
        "proposed_exit": proposed_exit_of(plan),
        "entered_in_error_on": plan.entered_in_error_on,
    }
