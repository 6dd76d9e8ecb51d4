"""A group of Klippan in Första Steget in spring 2019, and the plan of a participant there."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from services.planning.tests.examples import ENROLLED, GRANTED, PLAN, circle, given, opened

from planning.groups.group import GroupFormed
from planning.groups.join_group import GroupJoined
from planning.groups.leave_group import GroupLeft
from planning.plan import CircleToday, Plan
from samplan.contracts.codes import Agency, InterruptionReason
from samplan.testing.given import Fact, fact

GROUP = UUID("4d9c6f0e-2f0a-4f57-9a8e-1b6f0c3d5e21")
PROGRAMME = "forsta-steget"
KLIPPAN, PERSTORP = Agency.KLIPPAN, Agency.PERSTORP
FORMED_ON, ENROLLED_ON, GRANTED_ON = date(2019, 1, 7), date(2019, 1, 14), date(2019, 1, 10)
MONDAY, TUESDAY = date(2019, 1, 21), date(2019, 1, 22)
MARCH_4 = date(2019, 3, 4)
LAST_DAY = date(2019, 5, 19)
TODAY = date(2019, 6, 3)

CONSENTED = msgspec.structs.replace(
    GRANTED, agencies=(Agency.AF, KLIPPAN), occurred_on=GRANTED_ON, valid_until=date(2020, 1, 9)
)
TAKEN_IN = msgspec.structs.replace(ENROLLED, programme=PROGRAMME, occurred_on=ENROLLED_ON)
SHARED: CircleToday = circle(CONSENTED, on=TODAY)
UNSHARED: CircleToday = circle(on=TODAY)


def plan(*facts: Fact, under: CircleToday = SHARED) -> Plan:
    """Open in Första Steget, unless further facts end it."""
    first = opened()
    moved = {**first.attributes, "programme": PROGRAMME, "occurred_on": ENROLLED_ON}
    found: Plan = given(fact(first.event_class, **moved), *facts, id=PLAN, under=under).aggregate(Plan)
    return found


def formed(**changes: Any) -> Fact:
    members: dict[str, Any] = {
        "programme": PROGRAMME,
        "agency": KLIPPAN,
        "term": "spring",
        "method_book": "forsta-steget-2019",
        "begins_on": MONDAY,
        "ends_on": LAST_DAY,
        "days": (MONDAY, TUESDAY),
        "smallest": 1,
        "largest": 2,
        "occurred_on": FORMED_ON,
    }
    return fact(GroupFormed, **{**members, **changes})


def joined(plan_id: UUID = PLAN, on: date = MONDAY, *, shared: bool = True) -> Fact:
    return fact(GroupJoined, plan_id=plan_id, occurred_on=on, shared=shared, published_under=None)


def left(plan_id: UUID = PLAN, on: date = MARCH_4) -> Fact:
    because = InterruptionReason.STARTED_WORK
    return fact(GroupLeft, plan_id=plan_id, reason=because, occurred_on=on, shared=True, published_under=None)


FORM = {"programme": PROGRAMME, "term": "spring", "beginsOn": "2019-01-21", "occurredOn": "2019-01-07"}
