"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.rate import rate_cells
from reporting.answers.spreadsheet import Cells, number
from reporting.figures.goal_matrix.query import GoalCell, GoalMatrix
from reporting.groups.scopes import scope_cells


def rows(answer: GoalMatrix) -> Iterable[Cells]:
    """A sub-goal that is not measured has no numbers."""
    for row in answer.rows:
        for goal in row.goals:
            target = "" if goal.target_percent is None else goal.target_percent
            yield {**scope_cells(row.scope), "goal": goal.goal, "target": target, **_numbers(goal)}


def _numbers(goal: GoalCell) -> Cells:
    if goal.people:
        return {"unit": goal.unit, **rate_cells(goal.people)}
    if goal.sessions:
        share = goal.sessions
        return {
            "unit": goal.unit,
            "total": share.numerator,
            "totalOf": share.denominator,
            "percent": number(share.percent),
        }
    return {"unit": ""}
