"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.spreadsheet import Cells, count_cells, percent_cells
from reporting.figures.exits.query import ExitsBySex


def rows(answer: ExitsBySex) -> Iterable[Cells]:
    yield {"what": "starters", "code": "", "definition": "", **count_cells(answer.starters)}
    yield {"what": "completed", "code": "", "definition": "", **count_cells(answer.completed)}
    for outcome in answer.outcomes:
        in_force = "+".join(str(definition.version) for definition in outcome.definitions)
        named = {"what": "outcome", "code": outcome.indicator, "definition": in_force}
        yield {**named, **count_cells(outcome.people), **percent_cells(outcome.of_starters)}
        for version, people in outcome.by_version:
            yield {**named, "definition": version, **count_cells(people)}
    for row in answer.classes:
        yield {"what": "class", "code": row.exit_class, **count_cells(row.people)}
    for month in answer.months:
        for side, people in (("counted", month.counted), ("other", month.other)):
            yield {"what": "month", "code": f"{month.month:%Y-%m} {side}", **count_cells(people)}
