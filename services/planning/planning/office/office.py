"""The service's rules and settings that a command may use."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from chassis.decisions.commands import Records
from planning.mapping_templates.template import Template
from planning.office.matching import MatchingRules
from planning.office.planned import ConflictRule
from planning.office.seen_plan import SeenPlan
from planning.office.stages import Stages
from planning.plan.activity import ResponsibleRole
from planning.plan.circle_today import CircleToday
from planning.plan.exits import EndingRules
from planning.plan.sub_goals import SubGoal
from planning.terms import PlacementRules, Term
from samplan.contracts.codes import Agency, IncomeSupport, Track
from samplan.contracts.codes.obstacles import ObstacleKind


class Words(Protocol):
    """What is personal or in words: text that only this service can open, until the participant is erased."""

    def seal(self, participant_id: UUID, words: Mapping[str, Any], *, record: UUID) -> str:
        """It opens for this record alone. Raises ParticipantIsErased."""

    def open(self, sealed: str, *, record: UUID) -> Mapping[str, Any] | None:
        """What `seal` was given; None once the participant is erased."""

    def erase(self, participant_id: UUID) -> None:
        """Destroy the participant's key, and with it everything that was sealed under it."""


class Office(Protocol):
    @property
    def keeper(self) -> Agency:
        """The agency that runs the service and keeps its plans."""

    @property
    def words(self) -> Words: ...

    def today(self) -> date:
        """The business date."""

    def mapping_template(self, programme: str, on: date) -> Template:
        """What a mapping that is begun on that day asks. Raises NoMappingTemplate."""

    def template(self, template: str, version: int) -> Template:
        """One that a mapping was begun with. Raises NoMappingTemplate."""

    def plan_due_on(self, programme: str, enrolled_on: date, keeper: Agency | None) -> date | None:
        """The last day on which the plan is agreed in time; None if another agency keeps the plan.

        `keeper`: as the enrolment states it; None leaves it to the programme. Raises NoPlanningRule,
        and NotAKeeper if it is this agency and the programme names others.
        """

    def agreement_due_on(self, programme: str, enrolled_on: date) -> date:
        """As `plan_due_on`, for a plan that is kept already. Raises NoPlanningRule."""

    def stay_until(self, programme: str, since: date, income_support: IncomeSupport) -> date | None:
        """The last day of the guideline stay of a participant; None without a guideline."""

    def term(self, programme: str, term: str, on: date) -> Term:
        """The programme's template for a term, as it stood on that day. Raises NoTermTemplate."""

    def placements(self, programme: str, on: date) -> PlacementRules:
        """The programme's rules for placements, as they are on that day; without a rule it has no period."""

    def circles_today(self, participant_ids: Collection[UUID], work: Records) -> Mapping[UUID, CircleToday]:
        """Those of several participants, for a list."""

    def log_answer(self, seen: SeenPlan, role: str, work: Records) -> None:
        """Log that a command's answer shows a plan, where it is a disclosure."""

    def circle_today(self, participant_id: UUID, work: Records) -> CircleToday:
        """The participant's circle on the business date."""

    def stages(self, programme: str, on: date) -> Stages:
        """Those of the programme, as they are on that day."""

    def payers(self, programme: str, income_support: IncomeSupport, on: date) -> frozenset[Agency]:
        """The agencies of the programme that pay this income support on that day."""

    def sub_goals(self, programme: str, track: Track, on: date) -> frozenset[SubGoal]:
        """Those of a track of the programme, as they are on that day."""

    def conflicts(self, programme: str, on: date) -> Sequence[ConflictRule]:
        """The rules on interventions that stand against each other, as they are on that day."""

    def require_party(self, programme: str, agency: Agency) -> None:
        """Raises NoPlanningRule for an unknown programme, and NotAParty."""

    def team_roles(self, programme: str, on: date) -> Collection[ResponsibleRole]:
        """The roles without which a team is understaffed; none without a rule."""

    def require_reportable(
        self, programme: str, by: Agency, rule: str | None, kind: ObstacleKind, at: Agency
    ) -> None:
        """Raises NoPlanningRule, NotAParty, or UnknownRule unless the rule is of that agency and kind."""

    def duty_notice(self, programme: str, language: str, on: date) -> int:
        """The version of the duty notice of that day. Raises NoSuchNotice if it has none in the language."""

    def health_care(self, programme: str, on: date) -> Collection[Agency]:
        """The agencies that assess availability for work; none without a rule."""

    def matching(self, programme: str, on: date) -> MatchingRules:
        """Those of the programme for the work with employers, as they are on that day."""

    def recheck_days(self, programme: str, on: date) -> int:
        """How long after its resolution an obstacle is re-checked. Raises NoPlanningRule."""

    def endings(self, programme: str, on: date) -> EndingRules:
        """How plans of the programme end, as it is on that day. Raises NoPlanningRule."""
