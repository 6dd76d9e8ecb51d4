"""Ten teams of three professions. One lacks a role, and one has a member absent."""

from collections.abc import Iterator
from datetime import date

from samplan.contracts.codes import Agency
from simulator.driving.desk import at_desk
from simulator.driving.itinerary import Itinerary
from simulator.records.plain import answered, made
from simulator.stories.plan_step import PlanStep
from simulator.stories.programme import MALMOKRAFTEN

TEAMS = 10
UNDERSTAFFED, ABSENT = 10, 4
CAPACITY = 45
FORMED_ON, ABSENT_FROM, ABSENT_UNTIL = date(2022, 1, 3), date(2022, 12, 12), date(2023, 1, 5)
ROLES = (
    (Agency.AF, "employment_officer"),
    (Agency.MALMO_IFO, "social_worker"),
    (Agency.MALMO_AMA, "labour_market_secretary"),
)


def teams() -> Itinerary:
    steps = [step for number in range(1, TEAMS + 1) for step in _team(number)]
    return at_desk(f"{MALMOKRAFTEN.id}/teams", lambda services: services.planning, steps)


def _team(number: int) -> Iterator[PlanStep]:
    record = f"team-{number}"
    body = {"programme": MALMOKRAFTEN.id, "capacity": CAPACITY}
    yield made(record, FORMED_ON, Agency.AF, "/v1/teams", body)
    for agency, role in ROLES[:-1] if number == UNDERSTAFFED else ROLES:
        seat = {"responsibleRole": role, "address": f"{record}@{agency}.example.org"}
        yield answered(record, FORMED_ON, agency, "/seats", **seat)
    if number == ABSENT:
        days = {"startsOn": f"{ABSENT_FROM}", "until": f"{ABSENT_UNTIL}"}
        agency, role = ROLES[0]
        yield answered(record, ABSENT_FROM, agency, "/absences", responsibleRole=role, **days)
