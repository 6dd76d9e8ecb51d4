"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.spreadsheet import Cells, count_cells, number
from reporting.figures.funnel.query import Funnel


def rows(answer: Funnel) -> Iterable[Cells]:
    for step in answer.steps:
        yield {
            "step": step.step,
            "left": "",
            **count_cells(step.reached),
            "medianDays": number(step.median_days),
        }
        for leaving in step.left:
            yield {"step": step.step, "left": leaving.reason, "total": leaving.people}
