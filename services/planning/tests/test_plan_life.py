"""A plan through any order of two agencies' commands and the clock, however late each is registered (I29)."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as each
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from services.planning.tests.examples import (
    BACK_TO_REGULAR,
    CITY,
    CITY_ASKS,
    ENDING_RULES,
    ENROLLED_ON,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    PLACEMENT,
    PLAN,
    PLAN_OPENED,
    SUMMARISED,
    SWEDISH,
    given,
    leave,
)

from chassis.decisions.domain import Refused
from planning.activities.complete_activity import CompleteActivity
from planning.activities.interrupt_activity import InterruptActivity
from planning.activities.start_activity import StartActivity
from planning.agreement.agree_for_participant import AgreeForParticipant
from planning.agreement.agree_plan import AgreePlan
from planning.clock.deadline import notice_deadline
from planning.ending.record_exit import RecordExit
from planning.office import ByPlanAlone
from planning.plan import Plan
from planning.plan.activity import Activity
from planning.plan.exits import Exit
from samplan.contracts.codes import ActivityKind, Agency, ExitClass, InterruptionReason
from samplan.testing.extent import extent

OWNERS = {SWEDISH: CITY, PLACEMENT: KEEPER}
days = st.integers(0, 120).map(lambda n: ENROLLED_ON + timedelta(days=n))
items = st.sampled_from(list(OWNERS))
agencies = st.sampled_from(list(OWNERS.values()))


class PlanLife(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan = given(*PLAN_OPENED, SUMMARISED).aggregate(Plan)

    def _decide(self, command: ByPlanAlone | RecordExit, *needs: Any) -> bool:
        before = self.plan.history
        try:
            command.decide(self.plan, *needs)
        except Refused:
            assert self.plan.history == before
            return False
        return self.plan.history != before

    @rule(item=items, on=days)
    def start(self, item: UUID, on: date) -> None:
        kind, by = ActivityKind.GUIDANCE, OWNERS[item]
        command = StartActivity(plan_id=PLAN, by=by, activity_id=item, kind=kind, occurred_on=on)
        had_ended = self.plan.ended_on
        assert not self._decide(command) or had_ended is None

    @rule(item=items, by=agencies, on=days)
    def complete(self, item: UUID, by: Agency, on: date) -> None:
        command = CompleteActivity(plan_id=PLAN, by=by, activity_id=item, occurred_on=on)
        assert not self._decide(command) or by is OWNERS[item]

    @rule(by=agencies, on=days)
    def agree(self, by: Agency, on: date) -> None:
        self._decide(AgreePlan(plan_id=PLAN, by=by, occurred_on=on))

    @rule(on=days)
    def the_participant_agrees(self, on: date) -> None:
        self._decide(AgreeForParticipant(**KEEPER_ASKS, occurred_on=on))

    @rule(to=st.sampled_from([BACK_TO_REGULAR, Exit(ExitClass.DECEASED)]), on=days)
    def leave(self, to: Exit, on: date) -> None:
        self._decide(leave(to, on=on), ENDING_RULES)

    @rule(as_of=days)
    def the_clock_runs(self, as_of: date) -> None:
        notice_deadline(self.plan, as_of)

    @invariant()
    def a_miss_stands_exactly_where_the_agreement_or_the_exit_was_late(self) -> None:
        if settled_on := self.plan.agreement.first_on or self.plan.ended_on:
            assert self.plan.has_missed_deadline == (settled_on > self.plan.plan_due_on)

    @invariant()
    def nothing_outlasts_the_exit(self) -> None:
        if ended_on := self.plan.ended_on:
            assert not self.plan.current_activities
            assert all(one.ended_on <= ended_on for one in self.plan.activities.values() if one.ended_on)


few = settings(max_examples=10, stateful_step_count=12)
many = settings(max_examples=extent(15, in_ci=60), stateful_step_count=30)


@pytest.mark.parametrize(
    "effort", [pytest.param(few, id="few"), pytest.param(many, id="many", marks=pytest.mark.slow)]
)
def test_no_order_of_commands_leads_astray(effort: settings) -> None:
    run_state_machine_as_test(PlanLife, settings=effort)


CITYS = (
    StartActivity(
        **CITY_ASKS, activity_id=SWEDISH, kind=ActivityKind.SWEDISH_STUDIES, occurred_on=MARCH_14
    ).decide,
    CompleteActivity(**CITY_ASKS, activity_id=SWEDISH, occurred_on=MAY_2).decide,
)
KEEPERS = (
    StartActivity(
        **KEEPER_ASKS, activity_id=PLACEMENT, kind=ActivityKind.WORK_PLACEMENT, occurred_on=MARCH_14
    ).decide,
    partial(
        InterruptActivity(
            **KEEPER_ASKS, activity_id=PLACEMENT, reason=InterruptionReason.MOVED, occurred_on=MAY_2
        ).decide,
        sealed=None,
    ),
)
Decide = Callable[[Plan], None]


@st.composite
def orders(draw: st.DrawFn) -> list[Decide]:
    """The commands of each agency in their order, interleaved in any way."""
    left: dict[Agency, list[Decide]] = {CITY: [*CITYS], KEEPER: [*KEEPERS]}
    turns = draw(st.permutations([owner for owner, commands in left.items() for _ in commands]))
    return [left[owner].pop(0) for owner in turns]


def items_after(order: list[Decide]) -> dict[Any, Activity]:
    plan: Plan = given(*PLAN_OPENED).aggregate(Plan)
    for decide in order:
        decide(plan)
    return dict(plan.activities)


@each(order=orders())
def test_any_order_of_two_agencies_commands_gives_the_same_items(order: list[Decide]) -> None:
    assert items_after(order) == items_after([*CITYS, *KEEPERS])
