"""P-25: any order of two agencies' commands on their own items gives the same plan."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as each
from hypothesis import settings
from hypothesis import strategies as st
from services.planning.tests.examples import CITY, ENROLLED_ON, KEEPER, PLAN, PLAN_OPENED, given

from chassis.decisions.domain import Refused
from planning.activities.complete_activity import CompleteActivity
from planning.activities.decline_activity import DeclineActivity
from planning.activities.interrupt_activity import InterruptActivity
from planning.activities.propose_activity import ProposeActivity
from planning.activities.replan_activity import ReplanActivity
from planning.activities.start_activity import StartActivity
from planning.activities.start_planned_activity import StartPlannedActivity
from planning.plan import Plan
from samplan.contracts.codes import ActivityKind, Agency, InterruptionReason

ITEMS = {agency: [UUID(int=first), UUID(int=first + 1)] for first, agency in ((1, CITY), (3, KEEPER))}
days = st.integers(0, 60).map(lambda n: ENROLLED_ON + timedelta(days=n))
KIND: dict[str, Any] = {"kind": ActivityKind.GUIDANCE}
MOVED: dict[str, Any] = {"reason": InterruptionReason.MOVED}
COMMANDS: Sequence[tuple[type[Any], dict[str, Any]]] = (
    (StartActivity, KIND),
    (StartPlannedActivity, {}),
    (CompleteActivity, {}),
    (InterruptActivity, MOVED),
    (DeclineActivity, MOVED),
)
IN_WORDS = (InterruptActivity, DeclineActivity)
"""Their reason may be told in words, which are sealed before they decide."""


def ahead(on: date) -> dict[str, date]:
    return {"planned_from": on, "planned_to": on + timedelta(days=30)}


@st.composite
def commands(draw: st.DrawFn, by: Agency) -> Any:
    on, item = draw(days), draw(st.sampled_from(ITEMS[by]))
    planned = [(ProposeActivity, {**KIND, **ahead(on)}), (ReplanActivity, ahead(on))]
    command, members = draw(st.sampled_from([*COMMANDS, *planned]))
    return command(plan_id=PLAN, by=by, activity_id=item, occurred_on=on, **members)


@st.composite
def orders(draw: st.DrawFn) -> tuple[list[Any], list[Any]]:
    """One agency after the other; and mixed, each agency's in its own order."""
    city, keeper = (draw(st.lists(commands(by), max_size=8)) for by in (CITY, KEEPER))
    turns = draw(st.permutations([CITY] * len(city) + [KEEPER] * len(keeper)))
    left = {CITY: iter(city), KEEPER: iter(keeper)}
    return [*city, *keeper], [next(left[by]) for by in turns]


def carried_out(order: Sequence[Any]) -> tuple[Any, set[str]]:
    """What the plan holds, and the commands that were refused."""
    plan: Plan = given(*PLAN_OPENED).aggregate(Plan)
    refused = set()
    for command in order:
        try:
            _decide(command, plan)
        except Refused as refusal:
            refused.add(f"{command} {refusal.code}")
    return (plan.activities, plan.told_activities, plan.owners_on(ENROLLED_ON)), refused


def _decide(command: Any, plan: Plan) -> None:
    creates = isinstance(command, StartActivity | ProposeActivity)
    if creates and command.activity_id in plan.activities:
        return  # an item has one beginning
    if isinstance(command, IN_WORDS):
        command.decide(plan, None)
    else:
        command.decide(plan)


@pytest.mark.slow
@each(orders())
@settings(max_examples=100)
def test_any_order_of_two_agencies_commands_gives_the_same_plan(both: tuple[list[Any], list[Any]]) -> None:
    one_by_one, mixed = both
    assert carried_out(mixed) == carried_out(one_by_one)
