"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Line, count_cells, percent_cells
from reporting.figures.exits.query import ExitsBySex, Outcome


def lines(answer: ExitsBySex) -> Iterable[Line]:
    yield Line({"what": "starters", "code": None, "definition": None}, count_cells(answer.starters))
    yield Line({"what": "completed"}, count_cells(answer.completed))
    for outcome in answer.outcomes:
        yield from _lines(outcome)
    for row in answer.classes:
        yield Line({"what": "class", "code": row.exit_class}, count_cells(row.people))
    for month in answer.months:
        for side, people in (("counted", month.counted), ("other", month.other)):
            yield Line({"what": "month", "code": f"{month.month:%Y-%m} {side}"}, count_cells(people))


def _lines(outcome: Outcome) -> Iterable[Line]:
    """By the definitions in force, and by each version alone."""
    in_force = "+".join(str(definition.version) for definition in outcome.definitions)
    yield Line(
        {"what": "outcome", "code": outcome.indicator, "definition": in_force},
        {**count_cells(outcome.people), **percent_cells(outcome.of_starters)},
    )
    for version, people in outcome.by_version:
        named = {"what": "outcome_by_version", "code": outcome.indicator, "definition": str(version)}
        yield Line(named, count_cells(people))
