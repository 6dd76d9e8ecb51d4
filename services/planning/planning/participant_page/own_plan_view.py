"""The participant's page as data: what, when, with whom."""

from datetime import date, time
from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import View
from planning.meetings.summons import Place
from planning.participant_page.own_days import OwnMeeting, OwnSession
from planning.participant_page.read_own_plan import OwnPlan
from planning.plan.activity import Activity
from samplan.contracts.codes import ActivityKind, Agency, MeetingKind
from samplan.contracts.codes.groups import PlacementPurpose, WorkshopKind
from samplan.contracts.codes.records import DemandKind


class OwnActivityView(View):
    """`beginsOn`: the day on which it started, or on which it is planned to. Proposals are not shown."""

    kind: ActivityKind
    with_agency: Agency
    has_started: bool
    begins_on: date
    planned_to: date | None


class OwnMeetingView(View):
    kind: MeetingKind
    on: date
    starts_at: str
    place: Place
    with_agencies: list[Agency]


class OwnWorkshopView(View):
    workshop: WorkshopKind
    on: date
    starts_at: str
    with_agency: Agency


class OwnPlacementView(View):
    """`beginsOn`: the day on which it started, or on which it is planned to. The employer is not shown."""

    period: int
    purpose: PlacementPurpose
    with_agency: Agency
    has_started: bool
    begins_on: date
    planned_to: date


class OwnSessionView(View):
    with_agency: Agency
    on: date
    starts_at: str
    ends_at: str


class OwnDemandView(View):
    """`owedBy`: the agency that owes it to the participant; null where it is asked of them."""

    kind: DemandKind
    by_agency: Agency
    owed_by: Agency | None
    until: date


class OwnPlanView(View):
    """`planDueOn`: null during a study visit. `endedOn`: the last day of a plan that has ended."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                    "asOf": "2022-03-01",
                    "coordinator": "malmo-ifo",
                    "agreedOn": None,
                    "planDueOn": "2022-04-02",
                    "endedOn": None,
                    "activities": [
                        {
                            "kind": "swedish_studies",
                            "withAgency": "malmo-ifo",
                            "hasStarted": True,
                            "beginsOn": "2022-02-21",
                            "plannedTo": None,
                        }
                    ],
                    "demands": [
                        {
                            "kind": "hand_in_document",
                            "byAgency": "malmo-ifo",
                            "owedBy": None,
                            "until": "2022-03-28",
                        }
                    ],
                    "meetings": [
                        {
                            "kind": "multi_party",
                            "on": "2022-03-14",
                            "startsAt": "09:30",
                            "place": "at_an_agency",
                            "withAgencies": ["af", "malmo-ifo"],
                        }
                    ],
                    "workshops": [
                        {
                            "workshop": "my_dreams",
                            "on": "2022-03-16",
                            "startsAt": "09:30",
                            "withAgency": "malmo-ama",
                        }
                    ],
                    "placements": [
                        {
                            "period": 1,
                            "purpose": "try_occupation",
                            "withAgency": "malmo-ama",
                            "hasStarted": False,
                            "beginsOn": "2022-03-21",
                            "plannedTo": "2022-04-01",
                        }
                    ],
                    "sessions": [
                        {
                            "withAgency": "malmo-ama",
                            "on": "2022-03-08",
                            "startsAt": "09:00",
                            "endsAt": "12:00",
                        }
                    ],
                }
            ]
        }
    )

    plan_id: UUID
    as_of: date
    coordinator: Agency | None
    agreed_on: date | None
    plan_due_on: date | None
    ended_on: date | None
    activities: list[OwnActivityView]
    demands: list[OwnDemandView]
    meetings: list[OwnMeetingView]
    workshops: list[OwnWorkshopView]
    placements: list[OwnPlacementView]
    sessions: list[OwnSessionView]

    @classmethod
    def of(cls, own: OwnPlan) -> Self:
        plan = own.plan
        return cls(
            plan_id=plan.id,
            as_of=own.on,
            coordinator=plan.coordinator,
            agreed_on=plan.agreement.first_on,
            plan_due_on=None if plan.is_study_visit else plan.plan_due_on,
            ended_on=plan.ended_on,
            activities=[_activity(one) for one in own.activities if _is_shown(one)],
            demands=[_demand(row) for row in own.demands],
            meetings=[_meeting(one) for one in own.meetings],
            workshops=[_workshop(row) for row in own.workshops],
            placements=[_placement(row) for row in own.placements],
            sessions=[_session(one) for one in own.sessions],
        )


def _is_shown(activity: Activity) -> bool:
    return activity.is_current or (activity.is_planned and activity.is_taken_on)


def _activity(activity: Activity) -> OwnActivityView:
    return OwnActivityView(
        kind=activity.kind,
        with_agency=activity.owner,
        has_started=activity.has_started,
        begins_on=activity.begins_on,
        planned_to=activity.planned_to,
    )


def _demand(row: Any) -> OwnDemandView:
    return OwnDemandView(
        kind=row["kind"], by_agency=row["agency"], owed_by=row["owed_by"], until=row["due_on"]
    )


def _meeting(one: OwnMeeting) -> OwnMeetingView:
    meeting = one.meeting
    return OwnMeetingView(
        kind=meeting.kind,
        on=meeting.planned_on,
        starts_at=meeting.starts_at,
        place=meeting.place,
        with_agencies=list(one.agencies),
    )


def _workshop(row: Any) -> OwnWorkshopView:
    return OwnWorkshopView(
        workshop=row["workshop"],
        on=row["planned_on"],
        starts_at=row["starts_at"],
        with_agency=row["owner"],
    )


def _placement(row: Any) -> OwnPlacementView:
    return OwnPlacementView(
        period=row["period"],
        purpose=row["purpose"],
        with_agency=row["owner_agency"],
        has_started=row["started_on"] is not None,
        begins_on=row["started_on"] or row["begins_on"],
        planned_to=row["ends_on"],
    )


def _session(one: OwnSession) -> OwnSessionView:
    entry = one.entry
    return OwnSessionView(
        with_agency=one.agency,
        on=entry.first,
        starts_at=_clock(entry.begins_at),
        ends_at=_clock(entry.ends_at),
    )


def _clock(at: time | None) -> str:
    return at.strftime("%H:%M") if at else ""
