"""The multi-party meeting at which a plan is agreed, and what is ahead on the last day."""

from collections.abc import Iterator
from datetime import date

from samplan.contracts.codes import MeetingKind
from samplan.contracts.codes.groups import WorkshopKind
from simulator.records.meetings import PlannedMeeting
from simulator.stories.people import Identity
from simulator.stories.plan_step import PlanStep
from simulator.stories.story import Participation

LAST_SUMMONS, AHEAD = date(2022, 12, 19), date(2023, 1, 17)


def meeting(stay: Participation, who: Identity, *, has_notes: bool) -> Iterator[PlanStep]:
    if stay.plan_agreed_on is None:
        return
    planned = _planned(stay, MeetingKind.MULTI_PARTY, stay.coordinator_on, stay.plan_agreed_on)
    yield planned.summons()
    yield from planned.held(who.language if who.needs_interpreter else None, has_notes=has_notes)


def meeting_ahead(stay: Participation) -> Iterator[PlanStep]:
    """Summoned before the programme's last day, and not yet held."""
    if stay.coordinator_on <= LAST_SUMMONS:
        yield _planned(stay, MeetingKind.PLANNING, LAST_SUMMONS, AHEAD).summons()


def workshop_ahead(stay: Participation) -> Iterator[PlanStep]:
    """The participant is invited, so that it stands on their page."""
    if stay.coordinator_on <= LAST_SUMMONS:
        yield PlanStep(
            on=LAST_SUMMONS,
            name="workshop",
            agency=stay.coordinator,
            path="/v1/planned-workshops",
            body={"workshop": WorkshopKind.HEALTH, "plannedOn": f"{AHEAD}", "startsAt": "13:00"},
            makes="workshop",
            beside="planIds",
        )


def _planned(stay: Participation, kind: MeetingKind, summoned_on: date, on: date) -> PlannedMeeting:
    return PlannedMeeting(
        kind=kind, summoned_by=stay.coordinator, agencies=stay.plan_agencies, summoned_on=summoned_on, on=on
    )
