"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Line
from reporting.figures.study_visits.query import StudyVisits


def lines(answer: StudyVisits) -> Iterable[Line]:
    for step in answer.steps:
        yield Line({"step": step.step}, {"total": step.reached, "medianDays": step.median_days})
    yield Line({"step": "running"}, {"total": answer.running})
