"""What one agency has proposed to another, which has not answered on the last day."""

from collections.abc import Iterator
from datetime import date

from samplan.contracts.codes import ActivityKind
from simulator.stories.plan_step import PlanStep
from simulator.stories.story import Participation

PROPOSED_ON, FROM, TO = date(2022, 12, 19), date(2023, 1, 16), date(2023, 3, 31)


def unanswered_proposal(stay: Participation) -> Iterator[PlanStep]:
    others = [one for one in stay.plan_agencies if one != stay.coordinator]
    if others and stay.coordinator_on <= PROPOSED_ON:
        yield PlanStep(
            on=PROPOSED_ON,
            name="proposal",
            agency=stay.coordinator,
            path="/activities/proposals",
            body={
                "kind": ActivityKind.GUIDANCE,
                "owner": others[0],
                "plannedFrom": f"{FROM}",
                "plannedTo": f"{TO}",
            },
            makes="proposal",
        )
