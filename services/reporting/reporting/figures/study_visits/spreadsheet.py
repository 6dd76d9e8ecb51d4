"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.spreadsheet import Cells, number
from reporting.figures.study_visits.query import StudyVisits


def rows(answer: StudyVisits) -> Iterable[Cells]:
    for step in answer.steps:
        yield {"step": step.step, "total": step.reached, "medianDays": number(step.median_days)}
    yield {"step": "running", "total": answer.running, "medianDays": number(None)}
