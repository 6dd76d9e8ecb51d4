"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Line, count_cells
from reporting.figures.funnel.query import Funnel


def lines(answer: Funnel) -> Iterable[Line]:
    for step in answer.steps:
        yield Line(
            {"step": step.step, "left": None},
            {**count_cells(step.reached), "medianDays": step.median_days},
        )
        for leaving in step.left:
            yield Line({"step": step.step, "left": leaving.reason}, {"total": leaving.people})
