"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.rate import rate_cells
from reporting.answers.table import Cells, Line
from reporting.figures.goal_matrix.query import GoalCell, GoalMatrix
from reporting.groups.scopes import scope_cells


def lines(answer: GoalMatrix) -> Iterable[Line]:
    """A sub-goal that is not measured has no numbers."""
    for row in answer.rows:
        for goal in row.goals:
            named = {**scope_cells(row.scope), "goal": goal.goal}
            yield Line(named, {"target": goal.target_percent, **_numbers(goal)})


def _numbers(goal: GoalCell) -> Cells:
    if goal.people:
        return {"unit": goal.unit, **rate_cells(goal.people)}
    if goal.sessions:
        share = goal.sessions
        return {
            "unit": goal.unit,
            "total": share.numerator,
            "totalOf": share.denominator,
            "percent": share.percent,
        }
    return {"unit": None}
