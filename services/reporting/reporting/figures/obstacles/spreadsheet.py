"""Its answer as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.spreadsheet import Cells
from reporting.figures.obstacles.query import Lasting, Obstacles


def rows(answer: Obstacles) -> Iterable[Cells]:
    yield _row("all", "", answer.all)
    yield from (_row("kind", one.kind, one.obstacles) for one in answer.kinds)
    yield from (_row("agency", one.agency, one.obstacles) for one in answer.agencies)


def _row(what: str, code: str, lasting: Lasting) -> Cells:
    half_life = "" if lasting.half_life_days is None else lasting.half_life_days
    return {
        "what": what,
        "code": code,
        "open": lasting.open,
        "resolved": lasting.resolved,
        "halfLifeDays": half_life,
    }
