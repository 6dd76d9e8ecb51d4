"""What groups, follow-ups and time at employers are compared with: rows that planning reads too."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from chassis.settings.programmes import Programme, Row

Percent = Annotated[int, Field(ge=1, le=100)]


class PlanningsRow(Row):
    """A row of planning, which checks the members that are not read here."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class TermRule(PlanningsRow):
    """Its `id` is the term's code."""

    SECTION: ClassVar[str] = "term_templates"

    attendance_target: Percent
    excused_counts_as: Literal["absent", "left_out"]


class PlacementRule(PlanningsRow):
    SECTION: ClassVar[str] = "placements"

    periods: Annotated[int, Field(ge=1, le=9)]
    offered_to_each: Annotated[int, Field(ge=1, le=9)]


class EndingRule(PlanningsRow):
    SECTION: ClassVar[str] = "endings"

    follow_up_months: Annotated[int, Field(ge=1, le=24)]


class MatchingRule(PlanningsRow):
    SECTION: ClassVar[str] = "matching"

    employer_time_percent: Percent


class Goal(StrEnum):
    """The sub-goals of a group (T-07)."""

    QUESTIONNAIRE = "questionnaire"
    PLACEMENTS_OFFERED = "placements_offered"
    CV_AND_LETTER = "cv_and_letter"
    GROUP_DAYS = "group_days"
    GUIDANCE = "guidance"
    REFERENCES = "references"
    INFLUENCE = "influence"


class Measure(StrEnum):
    """What an event tells of a sub-goal."""

    PLACEMENTS_OFFERED = "placements_offered"
    PORTFOLIO = "portfolio"
    SESSIONS_HELD = "sessions_held"
    PLAN = "plan"
    REFERENCE = "reference"


class GroupGoal(Row):
    """A sub-goal of the programme's groups. Its `id` is a goal; one without a measure is not measured."""

    SECTION: ClassVar[str] = "group_goals"

    id: Annotated[Goal, Field(strict=False)]
    measure: Annotated[Measure | None, Field(strict=False)] = None
    target_percent: Percent | None = None


SECTIONS = (TermRule, PlacementRule, EndingRule, MatchingRule, GroupGoal)


def goals_on(programme: Programme, on: date) -> tuple[GroupGoal, ...]:
    """The sub-goals in force on a day, in the order of the matrix."""
    rows = (programme.in_force(GroupGoal, on, of=goal) for goal in Goal)
    return tuple(row for row in rows if row)
