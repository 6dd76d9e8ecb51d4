"""A group of Klippan in Första Steget in autumn 2022, its sessions, and the placements of a participant."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from services.reporting.tests.examples import Person, an_id, day

from samplan.contracts.codes import Agency, InterruptionReason
from samplan.contracts.codes.endings import StatusAfterExit, StepMove
from samplan.contracts.codes.groups import PlacementPurpose, PlacementResult, Presence
from samplan.contracts.codes.records import EmployerContact
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.endings import FollowedUpAfterExit, StepMoved
from samplan.contracts.planning.groups import (
    AttendanceRecorded,
    GroupFormed,
    GroupJoined,
    GroupLeft,
    PlacementAccepted,
    PlacementEnded,
    PlacementOffered,
    PlacementStarted,
    SessionHeld,
)
from samplan.contracts.planning.records import EmployerContactMade, PortfolioDrawnUp

PROGRAMME = "forsta-steget"
BEGINS_ON = day(20)
WEEKS_16 = timedelta(days=16 * 7 - 1)


def formed(
    number: int = 1,
    agency: Agency = Agency.KLIPPAN,
    begins_on: date = BEGINS_ON,
    programme: str = PROGRAMME,
    sessions: int = 3,
) -> ContractEvent:
    return GroupFormed(
        occurred_on=begins_on - timedelta(days=8),
        group_id=an_id("group", number),
        programme=programme,
        agency=agency,
        term="autumn",
        method_book="forsta-steget-2019",
        begins_on=begins_on,
        ends_on=begins_on + WEEKS_16,
        sessions=sessions,
    )


def joined(person: Person, on: int = 20, group: int = 1) -> ContractEvent:
    return GroupJoined(occurred_on=day(on), group_id=an_id("group", group), plan_id=person.plan_id)


def left(
    person: Person,
    on: int = 50,
    group: int = 1,
    reason: InterruptionReason = InterruptionReason.STARTED_WORK,
) -> ContractEvent:
    return GroupLeft(
        occurred_on=day(on), group_id=an_id("group", group), plan_id=person.plan_id, reason=reason
    )


def session_of(on: int, group: int = 1) -> UUID:
    return an_id(f"session-{group}", on)


def held(on: int, group: int = 1) -> ContractEvent:
    return SessionHeld(occurred_on=day(on), session_id=session_of(on, group), group_id=an_id("group", group))


def was(person: Person, presence: Presence, on: int, group: int = 1) -> ContractEvent:
    return AttendanceRecorded(
        occurred_on=day(on), session_id=session_of(on, group), plan_id=person.plan_id, presence=presence
    )


def placement_of(person: Person, period: int = 1) -> UUID:
    return an_id(f"placement-{person.plan_id}", period)


def offered(person: Person, period: int = 1, on: int = 30) -> ContractEvent:
    return PlacementOffered(
        occurred_on=day(on),
        placement_id=placement_of(person, period),
        plan_id=person.plan_id,
        agency=Agency.KLIPPAN,
        period=period,
        purpose=PlacementPurpose.TRY_OCCUPATION,
    )


def accepted(person: Person, period: int = 1, on: int = 31) -> ContractEvent:
    return PlacementAccepted(
        occurred_on=day(on), placement_id=placement_of(person, period), plan_id=person.plan_id
    )


def placed(person: Person, period: int = 1, on: int = 40) -> ContractEvent:
    return PlacementStarted(
        occurred_on=day(on), placement_id=placement_of(person, period), plan_id=person.plan_id
    )


def placement_ended(
    person: Person, period: int = 1, on: int = 54, led_to: PlacementResult = PlacementResult.REFERENCE
) -> ContractEvent:
    return PlacementEnded(
        occurred_on=day(on),
        placement_id=placement_of(person, period),
        plan_id=person.plan_id,
        led_to=led_to,
    )


def portfolio(person: Person, on: int = 45) -> ContractEvent:
    return PortfolioDrawnUp(
        occurred_on=day(on),
        competence_id=an_id(f"competence-{person.plan_id}"),
        plan_id=person.plan_id,
        agency=Agency.KLIPPAN,
    )


def contacted(
    minutes: int, on: int = 40, employer: int = 1, agency: Agency = Agency.KLIPPAN
) -> ContractEvent:
    return EmployerContactMade(
        occurred_on=day(on),
        employer_id=an_id("employer", employer),
        programme=PROGRAMME,
        agency=agency,
        kind=EmployerContact.CONTACT,
        minutes=minutes,
    )


def moved(person: Person, step: StepMove = StepMove.CLOSER_TO_WORK, on: int = 121) -> ContractEvent:
    return StepMoved(occurred_on=day(on), plan_id=person.plan_id, step=step)


def followed_up_after(
    person: Person, status: StatusAfterExit = StatusAfterExit.IN_WORK, on: int = 304
) -> ContractEvent:
    return FollowedUpAfterExit(occurred_on=day(on), plan_id=person.plan_id, status=status)


def in_a_group(person: Person, group: int = 1) -> list[ContractEvent]:
    """What a participant does in a group of two sessions, with one placement."""
    return [
        joined(person, group=group),
        was(person, Presence.PRESENT, 21, group),
        was(person, Presence.EXCUSED, 22, group),
        was(person, Presence.ABSENT, 22, group),
        offered(person),
        accepted(person),
        placed(person),
        portfolio(person),
        left(person, group=group),
        placement_ended(person),
    ]
