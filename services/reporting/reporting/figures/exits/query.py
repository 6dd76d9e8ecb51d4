"""How did women and men leave, to what and when?"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from reporting.answers.answer import Answer, BySex, Definition, Share, ShareBySex, hundredths
from reporting.answers.definition import definition
from reporting.answers.interval import Part, newcombe
from reporting.cubes.census import Key
from reporting.disclosure_control.view import View, share
from reporting.journeys.journey import EXIT
from reporting.programmes.indicators import INDICATORS, TO_STUDIES, TO_WORK, TO_WORK_OR_STUDIES, Indicator
from samplan.contracts.codes import ExitClass

_KEYS: dict[str, Key] = {
    TO_WORK: (EXIT, TO_WORK),
    TO_STUDIES: (EXIT, TO_STUDIES),
    TO_WORK_OR_STUDIES: ("counted",),
}


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
    """Women's share of starters minus men's and its 95 % interval by Newcombe, in percentage points."""

    indicator: str
    points: float
    low: float
    high: float

    @property
    def is_certain(self) -> bool:
        """Whether chance alone would seldom bring about a gap of this size: its interval leaves out 0."""
        return self.low > 0 or self.high < 0


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
    women, men = _part(outcome.of_starters.women), _part(outcome.of_starters.men)
    if women is None or men is None:
        return None
    low, high = newcombe(women, men)
    return Gap(
        indicator=outcome.indicator,
        points=hundredths(100 * (Fraction(*women) - Fraction(*men))),
        low=hundredths(Fraction(100 * low)),
        high=hundredths(Fraction(100 * high)),
    )


def _part(share: Share) -> Part | None:
    """None for a share that is withheld, or of no people."""
    match share:
        case Share(numerator=int(some), denominator=int(people)) if people:
            return Part(some, people)
        case _:
            return None
