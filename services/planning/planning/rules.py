"""The programmes' rules for planning: dated data, never constants."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from chassis.settings.programmes import Programmes, Row
from planning.circle.today import circle_today, circles_today
from planning.disclosing.log_shown import log_answer
from planning.plan import CircleToday, SeenPlan, Words
from samplan.contracts.codes import Agency


class PlanningRule(Row):
    SECTION: ClassVar[str] = "planning"

    plan_days: Annotated[int, Field(ge=1)]
    stay_months: Annotated[int, Field(ge=1)]


class PlanKeeper(Row):
    """The agency whose planning service keeps the plans. Without a row, every service opens them (K13)."""

    SECTION: ClassVar[str] = "plan_keepers"

    keeper: Annotated[Agency, Field(strict=False)]


class NoPlanningRule(Refused):
    """The programme is unknown here, or has no planning rule in force on that day."""

    code = "no_planning_rule"


@dataclass(frozen=True, kw_only=True)
class PlanningRules:
    """The programmes' rules, the agency that keeps the plans, and its vault."""

    programmes: Programmes
    keeper: Agency
    words: Words

    def circle_today(self, participant_id: UUID, work: Records) -> CircleToday:
        """The participant's circle on the business date."""
        return circle_today(participant_id, work)

    def circles_today(self, participant_ids: Collection[UUID], work: Records) -> Mapping[UUID, CircleToday]:
        """Those of several participants, for a list."""
        return circles_today(participant_ids, work)

    def log_answer(self, seen: SeenPlan, role: str, work: Records) -> None:
        """Once a day, where it is a disclosure."""
        log_answer(seen, role, work)

    def plan_due_on(self, programme: str, enrolled_on: date) -> date | None:
        """The last day on which the plan is agreed in time; None if another agency keeps these plans.

        Raises NoPlanningRule.
        """
        known = self.programmes.get(programme)
        rule = known.in_force(PlanningRule, enrolled_on) if known else None
        if rule is None:
            raise NoPlanningRule
        kept = known.in_force(PlanKeeper, enrolled_on) if known else None
        if kept is not None and kept.keeper != self.keeper:
            return None
        return enrolled_on + timedelta(days=rule.plan_days)
