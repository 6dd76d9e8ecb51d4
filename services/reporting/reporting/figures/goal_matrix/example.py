"""A sample answer for the OpenAPI description: made up around group 2 of Första Steget."""

from __future__ import annotations

from datetime import date

from reporting.answers.answer import Share
from reporting.answers.example import by_sex
from reporting.answers.rate import rate
from reporting.figures.goal_matrix.query import GoalCell, GoalMatrix, GoalRow
from reporting.groups.scopes import Scope
from reporting.programmes.follow_up import Goal

_ALL = by_sex((21, 0, 21))
EXAMPLE = GoalMatrix(
    programme="forsta-steget",
    rows=(
        GoalRow(
            scope=Scope(begins_on=date(2019, 8, 26), term="autumn"),
            goals=(
                GoalCell(
                    goal=Goal.QUESTIONNAIRE,
                    unit=None,
                    people=None,
                    sessions=None,
                    target_percent=100,
                    is_met=None,
                ),
                GoalCell(
                    goal=Goal.PLACEMENTS_OFFERED,
                    unit="participants",
                    people=rate(_ALL, _ALL),
                    sessions=None,
                    target_percent=100,
                    is_met=True,
                ),
                GoalCell(
                    goal=Goal.GROUP_DAYS,
                    unit="sessions",
                    people=None,
                    sessions=Share(numerator=96, denominator=96),
                    target_percent=100,
                    is_met=True,
                ),
            ),
        ),
    ),
)
