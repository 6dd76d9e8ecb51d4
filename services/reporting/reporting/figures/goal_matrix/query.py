"""Which sub-goals does each group reach?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from reporting.answers.answer import Answer, Share
from reporting.answers.rate import Rate, rate
from reporting.disclosure_control.view import View
from reporting.groups.record import GroupRecord, Member, by_sex, everybody
from reporting.groups.scopes import Scope, parts_of
from reporting.programmes.follow_up import Goal, GroupGoal, Measure, PlacementRule, goals_on
from samplan.contracts.codes.groups import PlacementResult

REFERENCES = {
    PlacementResult.REFERENCE,
    PlacementResult.WORK_SUBSIDISED,
    PlacementResult.WORK_UNSUBSIDISED,
}


class GoalCell(Answer):
    """One sub-goal of some groups. `unit` is None for a goal that no event measures: it is not 0."""

    goal: Goal
    unit: Literal["participants", "sessions"] | None
    people: Rate | None
    sessions: Share | None  # held, of those that the calendar gave the groups whose term has ended
    target_percent: int | None
    is_met: bool | None


class GoalRow(Answer):
    scope: Scope
    goals: tuple[GoalCell, ...]


class GoalMatrix(Answer):
    programme: str
    rows: tuple[GoalRow, ...]  # all together comes first; none where the programme has no sub-goals


def goal_matrix(view: View) -> GoalMatrix:
    goals = goals_on(view.programme, view.as_of)
    rule = view.programme.in_force(PlacementRule, view.as_of)
    has = _measures(rule.offered_to_each if rule else 1)
    rows = (
        GoalRow(scope=scope, goals=tuple(_cell(goal, records, has) for goal in goals))
        for scope, records in parts_of(view.groups)
        if goals
    )
    return GoalMatrix(programme=view.programme.id, rows=tuple(rows))


Has = Mapping[Measure, Callable[[Member], bool]]


def _measures(offered_to_each: int) -> Has:
    return {
        Measure.PLACEMENTS_OFFERED: lambda one: len(one.placements) >= offered_to_each,
        Measure.PORTFOLIO: lambda one: one.has_portfolio,
        Measure.PLAN: lambda one: one.has_plan,
        Measure.REFERENCE: lambda one: any(each.led_to in REFERENCES for each in one.placements),
    }


def _cell(goal: GroupGoal, records: Sequence[GroupRecord], has: Has) -> GoalCell:
    match goal.measure:
        case None:
            return _judged(goal, None, None, None)
        case Measure.SESSIONS_HELD:
            over = [one for one in records if one.has_ended]
            planned = sum(int(one.group.sessions or 0) for one in over)
            held = Share(numerator=sum(one.sessions_held for one in over), denominator=planned)
            return _judged(goal, "sessions", None, held)
        case measure:
            people = everybody(records)
            return _judged(goal, "participants", rate(by_sex(people, has[measure]), by_sex(people)), None)


def _judged(
    goal: GroupGoal,
    unit: Literal["participants", "sessions"] | None,
    people: Rate | None,
    sessions: Share | None,
) -> GoalCell:
    total = people.share.total if people else sessions
    fraction, target = total.fraction if total else None, goal.target_percent
    return GoalCell(
        goal=goal.id,
        unit=unit,
        people=people,
        sessions=sessions,
        target_percent=target,
        is_met=None if fraction is None or target is None else 100 * fraction >= target,
    )
