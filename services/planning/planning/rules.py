"""The programmes' rules for planning: dated data, never constants."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from chassis.decisions.clock import today
from chassis.decisions.commands import Records
from chassis.settings.plan_keepers import KeeperRow, keepers_on
from chassis.settings.programmes import Programme, Programmes, Row
from planning.circle.today import circle_today, circles_today
from planning.conflict_rules import Conflict, ObstacleRule, in_force
from planning.course_rules import EndingRule, PayerRule, StageRule, SubGoalRule
from planning.disclosing.log_shown import log_answer
from planning.mapping_templates.template import Template
from planning.mapping_templates.template_rows import MappingRule, Templates
from planning.office import SeenPlan, Words
from planning.office.matching import MatchingRules
from planning.office.stages import Stages
from planning.plan import CircleToday
from planning.plan.activity import ResponsibleRole
from planning.plan.sub_goals import SubGoal
from planning.record_rules import DutyNoticeRule, HealthCareRule, MatchingRule, TeamRule
from planning.rule_refusals import (
    NoMappingTemplate,
    NoPlanningRule,
    NoSuchNotice,
    NotAKeeper,
    NotAParty,
    NoTermTemplate,
    UnknownRule,
)
from planning.stay_rules import OwnTrackRule, PlanningRule, stay_until
from planning.terms import PlacementRules, Term
from planning.terms.template import PlacementRule, TermTemplate
from samplan.contracts.codes import Agency, IncomeSupport, Track
from samplan.contracts.codes.obstacles import ObstacleKind


class PlanKeeper(KeeperRow):
    SECTION: ClassVar[str] = "plan_keepers"


SECTIONS: tuple[type[Row], ...] = (
    PlanningRule,
    PlanKeeper,
    StageRule,
    SubGoalRule,
    PayerRule,
    TermTemplate,
    Conflict,
    ObstacleRule,
    PlacementRule,
    DutyNoticeRule,
    HealthCareRule,
    TeamRule,
    MappingRule,
    EndingRule,
    MatchingRule,
    OwnTrackRule,
)


@dataclass(frozen=True, kw_only=True)
class PlanningRules:
    """The programmes' rules, the agency that keeps the plans, and its vault."""

    programmes: Programmes
    keeper: Agency
    words: Words
    templates: Templates

    def today(self) -> date:
        return today()

    def mapping_template(self, programme: str, on: date) -> Template:
        known = self.programmes.get(programme)
        rule = known.in_force(MappingRule, on) if known else None
        if rule is None:
            raise NoMappingTemplate
        return self.template(rule.template, rule.version)

    def template(self, template: str, version: int) -> Template:
        found = self.templates.get((template, version))
        if found is None:
            raise NoMappingTemplate
        return found

    def circle_today(self, participant_id: UUID, work: Records) -> CircleToday:
        """The participant's circle on the business date."""
        return circle_today(participant_id, work)

    def circles_today(self, participant_ids: Collection[UUID], work: Records) -> Mapping[UUID, CircleToday]:
        """Those of several participants, for a list."""
        return circles_today(participant_ids, work)

    def log_answer(self, seen: SeenPlan, role: str, work: Records) -> None:
        """Once a day, where it is a disclosure."""
        log_answer(seen, role, work)

    def plan_due_on(self, programme: str, enrolled_on: date, keeper: Agency | None) -> date | None:
        """The last day on which the plan is agreed in time; None if another agency keeps the plan.

        `keeper`: as the enrolment states it. Raises NoPlanningRule, and NotAKeeper if it is this agency and
        the programme names others.
        """
        due_on = self.agreement_due_on(programme, enrolled_on)
        named = keepers_on(self._known(programme), PlanKeeper, enrolled_on)
        if keeper == self.keeper and named and keeper not in named:
            raise NotAKeeper
        if keeper is None and (row := self._known(programme).in_force(PlanKeeper, enrolled_on)):
            keeper = row.keeper
        return due_on if keeper in {None, self.keeper} else None

    def agreement_due_on(self, programme: str, enrolled_on: date) -> date:
        """As `plan_due_on`, for a plan that is kept already. Raises NoPlanningRule."""
        rule = self._known(programme).in_force(PlanningRule, enrolled_on)
        if rule is None:
            raise NoPlanningRule
        return enrolled_on + timedelta(days=rule.plan_days)

    def stay_until(self, programme: str, since: date, income_support: IncomeSupport) -> date | None:
        """The last day of the guideline stay of a participant; None without a guideline."""
        known = self.programmes.get(programme)
        return stay_until(known, since, income_support) if known else None

    def stages(self, programme: str, on: date) -> Stages:
        """Those of the programme, as they are on that day; without a rule it has none."""
        known = self.programmes.get(programme)
        rule = known.in_force(StageRule, on) if known else None
        return Stages(rule.stages, rule.after_health) if rule else Stages()

    def sub_goals(self, programme: str, track: Track, on: date) -> frozenset[SubGoal]:
        """Those of a track of the programme, as they are on that day; without a rule it has none."""
        known = self.programmes.get(programme)
        rule = known.in_force(SubGoalRule, on, of=track) if known else None
        return rule.sub_goals if rule else frozenset()

    def term(self, programme: str, term: str, on: date) -> Term:
        """The programme's template for a term, as it stood on that day. Raises NoTermTemplate."""
        known = self.programmes.get(programme)
        template = known.in_force(TermTemplate, on, of=term) if known else None
        if template is None:
            raise NoTermTemplate
        return template.term

    def conflicts(self, programme: str, on: date) -> Sequence[Conflict]:
        """The rules on interventions that stand against each other, as they are on that day."""
        return in_force(self._known(programme), on)

    def require_party(self, programme: str, agency: Agency) -> None:
        """By the programme's file. Raises NoPlanningRule for an unknown programme, and NotAParty."""
        if agency not in self._known(programme).head.agencies:
            raise NotAParty

    def team_roles(self, programme: str, on: date) -> Collection[ResponsibleRole]:
        """The roles without which a team is understaffed; none without a rule."""
        rule = self._known(programme).in_force(TeamRule, on)
        return rule.roles if rule else ()

    def require_reportable(
        self, programme: str, by: Agency, rule: str | None, kind: ObstacleKind, at: Agency
    ) -> None:
        """Raises NoPlanningRule, NotAParty, or UnknownRule unless the rule is of that agency and kind."""
        self.require_party(programme, by)
        rows = self._known(programme).history(Conflict, of=rule) if rule else ()
        if rule and not any((one.kind, one.agency) == (kind, at) for one in rows):
            raise UnknownRule

    def duty_notice(self, programme: str, language: str, on: date) -> int:
        """The version of the duty notice of that day. Raises NoSuchNotice if it has none in the language."""
        rule = self._known(programme).in_force(DutyNoticeRule, on)
        if rule is None or language not in rule.languages:
            raise NoSuchNotice
        return rule.version

    def health_care(self, programme: str, on: date) -> Collection[Agency]:
        """The agencies that assess availability for work; none without a rule."""
        rule = self._known(programme).in_force(HealthCareRule, on)
        return rule.agencies if rule else ()

    def endings(self, programme: str, on: date) -> EndingRule:
        """How plans of the programme end, as it is on that day. Raises NoPlanningRule."""
        rule = self._known(programme).in_force(EndingRule, on)
        if rule is None:
            raise NoPlanningRule
        return rule

    def matching(self, programme: str, on: date) -> MatchingRules:
        """Those of the programme for the work with employers, as they are on that day."""
        rule = self._known(programme).in_force(MatchingRule, on)
        return rule.rules if rule else MatchingRules()

    def recheck_days(self, programme: str, on: date) -> int:
        """How long after its resolution an obstacle is re-checked. Raises NoPlanningRule."""
        rule = self._known(programme).in_force(ObstacleRule, on)
        if rule is None:
            raise NoPlanningRule
        return rule.recheck_days

    def _known(self, programme: str) -> Programme:
        known = self.programmes.get(programme)
        if known is None:
            raise NoPlanningRule
        return known

    def placements(self, programme: str, on: date) -> PlacementRules:
        """The programme's rules for placements, as they are on that day; without a rule it has no period."""
        known = self.programmes.get(programme)
        rule = known.in_force(PlacementRule, on) if known else None
        return PlacementRules(rule.periods, rule.offered_to_each) if rule else PlacementRules()

    def payers(self, programme: str, income_support: IncomeSupport, on: date) -> frozenset[Agency]:
        """The agencies of the programme that pay this income support on that day."""
        known = self.programmes.get(programme)
        rule = known.in_force(PayerRule, on, of=income_support) if known else None
        return rule.agencies if rule else frozenset()
