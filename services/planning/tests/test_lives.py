"""Groups and placements through any order of commands, against a model of what they may become."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from services.planning.tests.group_examples import FORMED_ON, KLIPPAN, LAST_DAY, formed, plan
from services.planning.tests.test_placements import offered

from chassis.decisions.domain import Refused
from planning.groups import Group
from planning.groups.join_group import JoinGroup
from planning.groups.leave_group import LeaveGroup
from planning.placements import Placement, PlacementStatus
from planning.placements.steps import AcceptPlacement, DeclinePlacement, EndPlacement, StartPlacement
from samplan.contracts.codes import InterruptionReason
from samplan.contracts.codes.groups import PlacementResult
from samplan.testing.extent import extent
from samplan.testing.given import SOME_ID, given

PLANS = [UUID(int=n) for n in range(3)]
days = st.integers(0, 150).map(lambda n: FORMED_ON + timedelta(days=n))


class GroupLife(RuleBasedStateMachine):
    """The model: the day on which each present member joined, and the last day anything ended for a plan."""

    def __init__(self) -> None:
        super().__init__()
        self.group: Group = given(formed()).aggregate(Group)
        self.present: dict[UUID, date] = {}
        self.free_from = dict.fromkeys(PLANS, FORMED_ON)

    @rule(plan_id=st.sampled_from(PLANS), on=days)
    def join(self, plan_id: UUID, on: date) -> None:
        command = JoinGroup(group_id=SOME_ID, plan_id=plan_id, by=KLIPPAN, occurred_on=on)
        may = plan().opened_on <= on <= LAST_DAY and on >= self.free_from[plan_id]
        assert self._is_taken(command) == may
        if may:
            self.present.setdefault(plan_id, on)

    @rule(plan_id=st.sampled_from(PLANS), on=days)
    def leave(self, plan_id: UUID, on: date) -> None:
        reason = InterruptionReason.MOVED
        command = LeaveGroup(group_id=SOME_ID, plan_id=plan_id, by=KLIPPAN, occurred_on=on, reason=reason)
        was_there = any(self.group.memberships_of(plan_id))
        joined_on = self.present.get(plan_id)
        assert self._is_taken(command) == (was_there and (joined_on is None or on >= joined_on))
        if joined_on and on >= joined_on:
            del self.present[plan_id]
            self.free_from[plan_id] = on

    @invariant()
    def everybody_is_in_it_at_most_once(self) -> None:
        assert {one.plan_id: one.joined_on for one in self.group.present_members} == self.present
        assert len(self.group.present_members) == len(self.present)

    @invariant()
    def nobody_leaves_before_they_join(self) -> None:
        assert all(one.left_on is None or one.joined_on <= one.left_on for one in self.group.memberships)

    def _is_taken(self, command: Any) -> bool:
        try:
            command.decide(self.group, plan())
        except Refused:
            return False
        return True


AFTER = {
    PlacementStatus.OFFERED: {PlacementStatus.ACCEPTED, PlacementStatus.DECLINED},
    PlacementStatus.ACCEPTED: {PlacementStatus.STARTED},
    PlacementStatus.STARTED: {PlacementStatus.ENDED},
}
COMMANDS: dict[type[Any], PlacementStatus] = {
    AcceptPlacement: PlacementStatus.ACCEPTED,
    DeclinePlacement: PlacementStatus.DECLINED,
    StartPlacement: PlacementStatus.STARTED,
    EndPlacement: PlacementStatus.ENDED,
}


class PlacementLife(RuleBasedStateMachine):
    """The model: where it stands, and since when."""

    def __init__(self) -> None:
        super().__init__()
        self.placement: Placement = given(offered()).aggregate(Placement)
        self.status, self.since = PlacementStatus.OFFERED, self.placement.last_step_on

    @rule(kind=st.sampled_from(list(COMMANDS)), on=days)
    def step(self, kind: type[Any], on: date) -> None:
        more = {"led_to": PlacementResult.STUDIES} if kind is EndPlacement else {}
        command = kind(placement_id=SOME_ID, by=KLIPPAN, occurred_on=on, **more)
        status = COMMANDS[kind]
        may = status in AFTER.get(self.status, ()) and on >= self.since
        try:
            command.decide(self.placement, plan())
        except Refused:
            assert not may
        else:
            assert may or status is self.status
        if may:
            self.status, self.since = status, on

    @invariant()
    def it_stands_where_it_may(self) -> None:
        assert (self.placement.status, self.placement.last_step_on) == (self.status, self.since)
        assert (self.placement.led_to is None) == (self.status is not PlacementStatus.ENDED)


few = settings(max_examples=10, stateful_step_count=12)
many = settings(max_examples=extent(60, in_ci=300), stateful_step_count=30)


@pytest.mark.parametrize(
    "effort", [pytest.param(few, id="few"), pytest.param(many, id="many", marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("life", [GroupLife, PlacementLife])
def test_no_order_of_commands_leads_astray(life: type[RuleBasedStateMachine], effort: settings) -> None:
    run_state_machine_as_test(life, settings=effort)
