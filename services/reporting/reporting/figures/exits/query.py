"""How did women and men leave, to what and when?"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import sqrt

from reporting.answers.answer import Answer, BySex, Definition, Share, ShareBySex, hundredths
from reporting.answers.definition import definition
from reporting.cubes.census import Key
from reporting.disclosure_control.view import View, share
from reporting.journeys.journey import EXIT
from reporting.programmes.definitions import INDICATORS, TO_STUDIES, TO_WORK, TO_WORK_OR_STUDIES, Indicator
from samplan.contracts.codes import ExitClass

_KEYS: dict[str, Key] = {
    TO_WORK: (EXIT, TO_WORK),
    TO_STUDIES: (EXIT, TO_STUDIES),
    TO_WORK_OR_STUDIES: ("counted",),
}
Z_95 = 1.959964


class Outcome(Answer):
    """One indicator: by the definition in force on the day of each exit, and by each version of it alone."""

    indicator: str  # to_work, to_studies, to_work_or_studies
    people: BySex
    of_starters: ShareBySex
    of_completed: ShareBySex
    definitions: tuple[Definition, ...]
    by_version: tuple[tuple[int, BySex], ...]


class ExitClassRow(Answer):
    exit_class: str
    people: BySex


class ExitMonth(Answer):
    month: date  # its first day
    counted: BySex  # to work or studies
    other: BySex


class Gap(Answer):
    """Women's share of starters minus men's, in percentage points, and half its 95 % interval (Wald)."""

    indicator: str
    points: float
    margin: float


class ExitsBySex(Answer):
    programme: str
    starters: BySex
    completed: BySex
    outcomes: tuple[Outcome, ...]
    classes: tuple[ExitClassRow, ...]
    months: tuple[ExitMonth, ...]
    gaps: tuple[Gap, ...]


def exits_by_sex(view: View) -> ExitsBySex:
    outcomes = tuple(_outcome(view, indicator) for indicator in INDICATORS)
    return ExitsBySex(
        programme=view.programme.id,
        starters=view.by_sex(("participants",)),
        completed=view.by_sex((EXIT,)),
        outcomes=outcomes,
        classes=tuple(
            ExitClassRow(exit_class=name, people=view.by_sex(*keys)) for name, keys in _classes(view).items()
        ),
        months=_months(view),
        gaps=tuple(gap for gap in map(_gap, outcomes) if gap),
    )


def _outcome(view: View, indicator: str) -> Outcome:
    people = view.by_sex(_KEYS[indicator])
    rows = view.programme.history(Indicator, of=indicator)
    classes = _classes(view)
    return Outcome(
        indicator=indicator,
        people=people,
        of_starters=share(people, view.by_sex(("participants",))),
        of_completed=share(people, view.by_sex((EXIT,))),
        definitions=tuple(definition(indicator, row, row.version) for row in rows),
        by_version=tuple(
            (row.version, view.by_sex(*(key for name in row.counted_exits for key in classes.get(name, ()))))
            for row in rows
        ),
    )


def _classes(view: View) -> dict[str, list[Key]]:
    """Each exit class with its groups: whether a class counts depends on the day of the exit."""
    classes: dict[str, list[Key]] = {name: [] for name in sorted(ExitClass)} if view.is_published else {}
    for group in (TO_WORK, TO_STUDIES, "other"):
        for key in view.census.under(EXIT, group):
            classes.setdefault(key[-1], []).append(key)
    return classes


def _months(view: View) -> tuple[ExitMonth, ...]:
    return tuple(
        ExitMonth(
            month=date.fromisoformat(f"{month}-01"),
            counted=view.by_sex(("counted", month[:4], month)),
            other=view.by_sex(("other", month[:4], month)),
        )
        for month in view.months("counted", "other")
    )


def _gap(outcome: Outcome) -> Gap | None:
    women, men = outcome.of_starters.women, outcome.of_starters.men
    if women.fraction is None or men.fraction is None:
        return None
    return Gap(
        indicator=outcome.indicator,
        points=hundredths((women.fraction - men.fraction) * 100),
        margin=hundredths(Fraction(Z_95 * sqrt(_variance(women) + _variance(men)) * 100)),
    )


def _variance(share: Share) -> float:
    """Of a share that may be shown; 0 for a withheld one."""
    if share.fraction is None or not isinstance(share.denominator, int):
        return 0.0
    return float(share.fraction * (1 - share.fraction)) / share.denominator
