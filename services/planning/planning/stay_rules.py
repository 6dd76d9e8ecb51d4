"""Rows of a programme that say how long its participants stay: a guideline, never an exit of its own."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from chassis.settings.calendar import months_after
from chassis.settings.programmes import Programme, Row
from samplan.contracts.codes import Agency, IncomeSupport


class PlanningRule(Row):
    SECTION: ClassVar[str] = "planning"

    plan_days: Annotated[int, Field(ge=1)]
    stay_months: Annotated[int, Field(ge=1)]


class OwnTrackRule(Row):
    """An agency's own participants, by their income support at entry, stay by a guideline of their own."""

    SECTION: ClassVar[str] = "own_tracks"

    id: Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*$", max_length=48)]
    agency: Annotated[Agency, Field(strict=False)]
    income_support: Annotated[frozenset[IncomeSupport], Field(min_length=1)]
    stay_months: Annotated[int, Field(ge=1)]


def stay_until(programme: Programme, since: date, income_support: IncomeSupport) -> date | None:
    """The last day of the guideline that was in force on the day of enrolment; None without one."""
    ids = sorted({row.id for row in programme.rows[OwnTrackRule] if isinstance(row, OwnTrackRule)})
    own = (programme.in_force(OwnTrackRule, since, of=one) for one in ids)
    own_rule = next((row for row in own if row and income_support in row.income_support), None)
    rule = own_rule or programme.in_force(PlanningRule, since)
    return months_after(since, rule.stay_months) if rule else None
