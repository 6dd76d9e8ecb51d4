"""Asked before an intervention starts: does it stand against a rule of an agency (P-08)?"""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from planning.conflicts.circumstances import Circumstances, Notes
from planning.obstacles.note_refusal import NoteRefusal
from planning.obstacles.obstacle import Hindrance
from planning.office import Office
from planning.office.planned import Circumstance, ConflictRule, Planned
from planning.office.stop_reasons import reasons_on
from planning.plan import Plan
from planning.plan.clock import StopReason
from samplan.contracts.codes import Agency, IncomeSupport, Occasion

NOT_DISCLOSED = "not_disclosed"
"""Stands for a rule whose name would tell an agency what holds of the participant."""


class InterventionConflict(Refused):
    """Names each rule and its agency. It is counted, and each rule is put on the list of obstacles.

    To another agency than the activity's owner, a rule on the participant's circumstances is not named.
    """

    code = "intervention_conflict"
    title: ClassVar[str] = "A rule of an agency does not allow the activity now: see conflicts"

    def __init__(
        self, programme: str, rules: Sequence[ConflictRule], refused_on: date, *, by: Agency, owner: Agency
    ) -> None:
        named = dict.fromkeys((_name_to(by, one, owner), one.agency) for one in rules)
        super().__init__(conflicts=[{"rule": rule, "agency": agency} for rule, agency in named])
        self._obstacles = [
            Hindrance(programme=programme, kind=one.kind, agency=one.agency, rule=one.id) for one in rules
        ]
        self._refused_on = refused_on

    def aftermath(self, request: str) -> list[NoteRefusal]:
        return [
            NoteRefusal(what=one, request=request, occurred_on=self._refused_on) for one in self._obstacles
        ]


def _name_to(by: Agency, rule: ConflictRule, owner: Agency) -> str:
    is_told = by in (owner, rule.agency) or not rule.asks_of_participant
    return rule.id if is_told else NOT_DISCLOSED


def require_no_conflict(
    plan: Plan, activity_id: UUID, on: date, by: Agency, work: Records, office: Office
) -> None:
    """By the rules of the day on which the activity starts. Raises InterventionConflict."""
    known = work.find(Circumstances, Circumstances.id_of(plan.id))
    notes = known.opened(office.words) if known else Notes()
    is_sick = StopReason.SICK_LEAVE in reasons_on(on, plan, office.words)
    noted = notes.on(on) | ({Circumstance.SICK_LISTED} if is_sick else set())
    planned = planned_in(plan, activity_id, on, noted, notes.hours_on(on))
    broken = [rule for rule in office.conflicts(plan.programme, on) if rule.refuses(planned)]
    if broken:
        owner = planned.activity.owner
        raise InterventionConflict(plan.programme, broken, plan.circle.on, by=by, owner=owner)


def planned_in(
    plan: Plan, activity_id: UUID, on: date, noted: frozenset[Circumstance], hours_a_week: int | None = None
) -> Planned:
    others = (one for one in plan.activities.values() if one.id != activity_id and one.has_started)
    return Planned(
        activity=plan.activities[activity_id],
        beside=tuple(one for one in others if one.ended_on is None or one.ended_on > on),
        circumstances=noted | _on_study_visit(plan, on) | _without_support(plan, noted),
        hours_a_week=hours_a_week,
        income_support=_support_at_entry(plan),
    )


def _support_at_entry(plan: Plan) -> IncomeSupport:
    return plan.income_support.get(Occasion.ENTRY, IncomeSupport.OKAND)


def _on_study_visit(plan: Plan, on: date) -> frozenset[Circumstance]:
    is_visit = plan.clock.since is None or on < plan.clock.since
    return frozenset({Circumstance.ON_STUDY_VISIT}) if is_visit else frozenset()


def _without_support(plan: Plan, noted: frozenset[Circumstance]) -> frozenset[Circumstance]:
    """What was recorded at entry holds until an agency notes that the participant has income support now."""
    has_support = _support_at_entry(plan) in (IncomeSupport.EKONOMISKT_BISTAND, IncomeSupport.OKAND)
    if has_support or Circumstance.RECEIVES_INCOME_SUPPORT in noted:
        return frozenset()
    return frozenset({Circumstance.WITHOUT_INCOME_SUPPORT})
