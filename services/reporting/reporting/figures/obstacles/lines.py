"""Its answer as the lines of a table."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.answers.table import Line
from reporting.figures.obstacles.query import Lasting, Obstacles


def lines(answer: Obstacles) -> Iterable[Line]:
    yield _line("all", None, answer.all)
    yield from (_line("kind", one.kind, one.obstacles) for one in answer.kinds)
    yield from (_line("agency", one.agency, one.obstacles) for one in answer.agencies)
    yield from (_line("pattern", f"{one.kind} {one.agency}", one.obstacles) for one in answer.patterns)


def _line(what: str, code: str | None, lasting: Lasting) -> Line:
    return Line(
        {"what": what, "code": code},
        {"open": lasting.open, "resolved": lasting.resolved, "halfLifeDays": lasting.half_life_days},
    )
