"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Line
from reporting.figures.obstacles.query import Lasting, Obstacles


def rows(answer: Obstacles) -> Iterable[Line]:
    yield _row("all", None, answer.all)
    yield from (_row("kind", one.kind, one.obstacles) for one in answer.kinds)
    yield from (_row("agency", one.agency, one.obstacles) for one in answer.agencies)


def _row(what: str, code: str | None, lasting: Lasting) -> Line:
    return Line(
        {"what": what, "code": code},
        {"open": lasting.open, "resolved": lasting.resolved, "halfLifeDays": lasting.half_life_days},
    )
