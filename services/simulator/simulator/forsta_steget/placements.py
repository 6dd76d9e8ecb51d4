"""The placements that a participant is offered: one in each period, of which they take part in some."""

from collections.abc import Iterator
from datetime import date, timedelta

from samplan.contracts.codes import ExitClass
from samplan.contracts.codes.groups import PlacementPurpose, PlacementResult
from simulator.forsta_steget.printed import Period, PrintedGroup
from simulator.stories.plan_step import PlanStep

OFFERED_AFTER, ANSWERED_AFTER = timedelta(days=14), timedelta(days=21)
EMPLOYERS = ("Exempelbageriet", "Provskolans kök", "Mallbyns äldreboende", "Utkasts trädgård")
LED_TO = {
    ExitClass.WORK_SUBSIDISED: PlacementResult.WORK_SUBSIDISED,
    ExitClass.WORK_UNSUBSIDISED: PlacementResult.WORK_UNSUBSIDISED,
    ExitClass.STUDIES_STUDENT_AID: PlacementResult.STUDIES,
}


def placements(group: PrintedGroup, place: int, last: date) -> Iterator[PlanStep]:
    """`place`: the participant's in the group, from 0; `last`: their last day."""
    to = group.leavings[place].ending.exit_class
    for number, period in enumerate(group.placements, start=1):
        yield _offered(group, number, period, place)
        takes_part = _takes_part(group, number, place)
        yield _step(
            group, number, group.begins_on + ANSWERED_AFTER, "acceptance" if takes_part else "declination"
        )
        if takes_part and period.last <= last:
            is_last = number == len(group.placements)
            led_to = (
                LED_TO.get(to, PlacementResult.REFERENCE) if is_last and to else PlacementResult.NEW_PLACEMENT
            )
            yield _step(group, number, period.first, "start")
            yield _step(group, number, period.last, "ending", ledTo=led_to)


def _takes_part(group: PrintedGroup, number: int, place: int) -> bool:
    """The first ones of the group in period 1, the last ones in the others."""
    started = group.placements[number - 1].started
    return place < started if number == 1 else place >= group.participants - started


def _offered(group: PrintedGroup, number: int, period: Period, place: int) -> PlanStep:
    purposes = tuple(PlacementPurpose)
    return PlanStep(
        on=group.begins_on + OFFERED_AFTER,
        name=f"placement-{number}",
        agency=group.agency,
        path="/v1/placements",
        body={
            "period": number,
            "purpose": purposes[(place + number) % len(purposes)],
            "purposeInWords": "To see what the work is like",
            "employer": EMPLOYERS[(place + number) % len(EMPLOYERS)],
            "beginsOn": f"{period.first}",
            "endsOn": f"{period.last}",
        },
        makes=f"placement-{number}",
        beside="planId",
    )


def _step(group: PrintedGroup, number: int, on: date, what: str, **body: str) -> PlanStep:
    record = f"placement-{number}"
    return PlanStep(
        on=on, name=f"{record}/{what}", agency=group.agency, path=f"/{what}", body=body, upon=record
    )
