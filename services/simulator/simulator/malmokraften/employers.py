"""The time that teams spend with employers: a quarter of it, by the programme's target."""

from collections.abc import Iterator
from datetime import date

from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import EmployerContact
from simulator.driving.desk import at_desk
from simulator.driving.itinerary import Itinerary
from simulator.records.plain import answered, in_the_plan, made
from simulator.stories.plan_step import PlanStep
from simulator.stories.programme import MALMOKRAFTEN

OWNERS = (Agency.AF, Agency.MALMO_AMA)
NAMES = {Agency.AF: "Exempelbageriet", Agency.MALMO_AMA: "Mallbyns äldreboende"}
REGISTERED_ON = date(2022, 9, 1)
CONTACTS = (
    (date(2022, 9, 6), EmployerContact.CONTACT, 90),
    (date(2022, 9, 14), EmployerContact.ORDER, 240),
    (date(2022, 9, 20), EmployerContact.MATCHING_GROUP, 420),
    (date(2022, 9, 27), EmployerContact.RECRUITMENT_MEETING, 450),
)
HOURS, STATED_ON = 80, date(2022, 10, 3)
"""Of each agency's team in September: 20 with employers."""


def employers() -> Itinerary:
    steps = [step for agency in OWNERS for step in _employer(agency)]
    return at_desk(f"{MALMOKRAFTEN.id}/employers", lambda services: services.planning, steps)


def _employer(agency: Agency) -> Iterator[PlanStep]:
    record = f"employer-{agency}"
    body = {"programme": MALMOKRAFTEN.id, "name": NAMES[agency]}
    yield made(record, REGISTERED_ON, agency, "/v1/employers", body)
    for on, kind, minutes in CONTACTS:
        yield answered(record, on, agency, "/contacts", kind=kind, minutes=minutes)
    order = {"places": 2, "isHidden": True, "words": "Two who can begin at four in the morning"}
    yield answered(record, CONTACTS[1][0], agency, "/orders", **order)
    worked = {"programme": MALMOKRAFTEN.id, "month": "2022-09-01", "hours": HOURS}
    yield in_the_plan(f"time-{agency}", STATED_ON, agency, "/v1/team-time", **worked)
