"""One valid instance of everything about meetings."""

from datetime import date
from typing import Any
from uuid import UUID

from services.planning.tests.examples import (
    CARE,
    CITY,
    ENROLMENT,
    KEEPER,
    MARCH_14,
    PARTICIPANT,
    PLAN,
    PLAN_OPENED,
    circle,
    given,
)

from planning.meetings.hold_meeting import HoldMeeting, MeetingHeld
from planning.meetings.meeting import MeetingSummoned
from planning.meetings.summons import Attendee, AttendeeRole, Place
from planning.plan import CircleToday, Plan
from samplan.contracts.codes import Agency, MeetingKind
from samplan.contracts.event import ContractEvent
from samplan.testing.given import Fact, fact

MEETING = UUID("8d0e3c1a-9f47-4b52-8a66-7c1f2e3d4b01")
MARCH_1, MARCH_15 = date(2022, 3, 1), date(2022, 3, 15)
CASE_OFFICER = Attendee(KEEPER, AttendeeRole.CASE_OFFICER)
SOCIAL_WORKER = Attendee(CITY, AttendeeRole.SOCIAL_WORKER)
CARE_COORDINATOR = Attendee(CARE, AttendeeRole.CARE_COORDINATOR)
ASKS: Any = {"meeting_id": MEETING, "by": CITY}


def plan(*, under: CircleToday | None = None) -> Plan:
    opened: Plan = given(*PLAN_OPENED, id=PLAN, under=under).aggregate(Plan)
    return opened


def closed(*events: ContractEvent) -> Plan:
    """Without a consent that shares it."""
    return plan(under=circle(*events))


def summoned(kind: MeetingKind = MeetingKind.MULTI_PARTY) -> Fact:
    """By the city, to the keeper and itself."""
    return fact(
        MeetingSummoned,
        plan_id=PLAN,
        participant_id=PARTICIPANT,
        kept_by=ENROLMENT["kept_by"],
        summoned_by=CITY,
        kind=kind,
        agencies=(KEEPER, CITY),
        planned_on=MARCH_14,
        starts_at="09:30",
        place=Place.AT_AN_AGENCY,
        occurred_on=MARCH_1,
    )


def hold(*came: Attendee, on: date = MARCH_14, by: Agency = CITY, **changes: Any) -> HoldMeeting:
    """Entered the day after."""
    asked: dict[str, Any] = {
        "came": came or (CASE_OFFICER, SOCIAL_WORKER),
        "participant_came": True,
        "interpreter": "ar",
        "conducted_by": CITY,
    }
    return HoldMeeting(meeting_id=MEETING, by=by, occurred_on=on, **{**asked, **changes})


def held(*, shared: bool = True) -> Fact:
    return fact(
        MeetingHeld,
        plan_id=PLAN,
        kind=MeetingKind.MULTI_PARTY,
        agencies=(KEEPER, CITY),
        came=(CASE_OFFICER, SOCIAL_WORKER),
        participant_came=True,
        conducted_by=CITY,
        entered_by=CITY,
        entered_on=MARCH_15,
        shared=shared,
        occurred_on=MARCH_14,
    )
