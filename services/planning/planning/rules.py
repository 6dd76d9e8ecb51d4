"""The programmes' rules for planning: dated data, never constants."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar

from pydantic import Field

from chassis.decisions.domain import Refused
from chassis.settings.programmes import Programmes, Row
from samplan.contracts.codes import Agency


class PlanningRule(Row):
    SECTION: ClassVar[str] = "planning"

    plan_days: Annotated[int, Field(ge=1)]
    stay_months: Annotated[int, Field(ge=1)]


class NoPlanningRule(Refused):
    """The programme is unknown here, or has no planning rule in force on that day."""

    code = "no_planning_rule"


@dataclass(frozen=True, kw_only=True)
class PlanningRules:
    """The programmes' rules, and the agency that keeps the plans."""

    programmes: Programmes
    keeper: Agency

    def plan_due_on(self, programme: str, enrolled_on: date) -> date:
        """The last day on which the plan is agreed in time. Raises NoPlanningRule."""
        known = self.programmes.get(programme)
        rule = known.in_force(PlanningRule, enrolled_on) if known else None
        if rule is None:
            raise NoPlanningRule
        return enrolled_on + timedelta(days=rule.plan_days)
