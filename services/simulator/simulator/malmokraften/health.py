"""Health coordination: a request, and one of three results."""

from collections.abc import Iterator
from datetime import timedelta

from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import Availability
from simulator.records.plain import answered, made
from simulator.stories.days import LAST_DAY
from simulator.stories.plan_step import PlanStep
from simulator.stories.story import Participation

CARE = Agency.REGION_SKANE
ANSWERED_AFTER = timedelta(days=21)
RESULTS = (Availability.FULLY, Availability.PARTLY, Availability.NOT)


def health_request(stay: Participation, number: int) -> Iterator[PlanStep]:
    """Of participants in whose plan care takes part. Every fourth is not answered."""
    on = stay.plan_agreed_on
    if on is None or CARE not in stay.plan_agencies or CARE is stay.coordinator:
        return
    yield made("health", on, stay.coordinator, "/health-requests", {"askedOf": CARE})
    result = number % (len(RESULTS) + 1)
    if result < len(RESULTS) and on + ANSWERED_AFTER <= (stay.left_on or LAST_DAY):
        yield answered("health", on + ANSWERED_AFTER, CARE, "/result", availability=RESULTS[result])
