"""`python -m tests.proof.alarm`: programmes of three years, looked at every week: how many ever alarm?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log, sin
from random import Random
from typing import Annotated

import typer

from reporting.answers.anytime import Block, evidence

WEEKS, KINDS, PERCENT = 157, 3, 5
GAPS = (0.0, 0.05, 0.1, 0.2)

Programme = Sequence[Sequence[Block]]
"""The weeks of each intervention."""


def drawn(seed: int, gap: float) -> Programme:
    """Women and men who are enrolled in uneven numbers, and start as often but for the gap.

    The common share drifts over the years, and who starts one intervention starts another more often.
    """
    chance = Random(seed)  # noqa: S311  # seeded, so that a run repeats
    courses: list[list[Block]] = [[] for _ in range(KINDS)]
    for week in range(WEEKS):
        women, men = _keen(chance), _keen(chance)
        for kind, course in enumerate(courses):
            share = 0.3 + 0.1 * kind + 0.15 * sin(week / 20 + kind)
            started = (_starts(chance, women, share - gap / 2), _starts(chance, men, share + gap / 2))
            course.append(Block(len(women), started[0], len(men), started[1]))
    return courses


def _keen(chance: Random) -> list[float]:
    return [chance.uniform(-0.1, 0.1) for _ in range(chance.randint(0, 28))]


def _starts(chance: Random, people: Iterable[float], share: float) -> int:
    return sum(chance.random() < share + keen for keen in people)


def alarm_week(programme: Programme) -> int | None:
    """The first week in which one of the interventions alarms."""
    limit = log(100 * KINDS / PERCENT)
    highest = [accumulate(evidence(course), max) for course in programme]
    over = (week for week, reached in enumerate(zip(*highest, strict=True)) if max(reached) >= limit)
    return next(over, None)


def main(runs: Annotated[int, typer.Option(help="Programmes without a gap.", min=20)] = 10_000) -> None:
    """Exit code 1 if more than five percent of the programmes without a gap ever alarm."""
    typer.echo("| gap, points | programmes | ever alarm | median week of the alarm |\n|---:|---:|---:|---:|")
    without_gap, *_ = [_line(gap, runs if gap == 0 else runs // 20) for gap in GAPS]
    raise typer.Exit(without_gap > PERCENT)


def _line(gap: float, runs: int) -> float:
    found = [alarm_week(drawn(seed, gap)) for seed in range(runs)]
    alarmed = sorted(week for week in found if week is not None)
    percent = 100 * len(alarmed) / runs
    median = alarmed[len(alarmed) // 2] if alarmed else "–"
    typer.echo(f"| {100 * gap:.0f} | {runs:,} | {percent:.2f} % | {median} |")
    return percent


if __name__ == "__main__":
    typer.run(main)
