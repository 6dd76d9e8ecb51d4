"""What an indicator counts, as a reader may see it: exact, or by the groups that are published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reporting.answers.answer import BySex, Count, Withheld
from reporting.cubes.census import Key
from reporting.cubes.counting import PartOf, by_day, denominator_of, numerator_of
from reporting.disclosure_control.view import View
from reporting.journeys.journey import EXIT
from reporting.programmes.indicators import TO_STUDIES, TO_WORK, TO_WORK_OR_STUDIES, Indicator
from reporting.programmes.vocabulary import Counted
from samplan.contracts.codes import Sex
from samplan.contracts.codes.indicators import What

_EXITS: dict[str, Key] = {
    TO_WORK: (EXIT, TO_WORK),
    TO_STUDIES: (EXIT, TO_STUDIES),
    TO_WORK_OR_STUDIES: ("counted",),
}


class Published(NamedTuple):
    """A group of the published view, or the women or men in it."""

    key: Key
    sexes: frozenset[Sex] = frozenset()

    def of(self, people: BySex) -> BySex:
        if self.sexes == {Sex.WOMAN}:
            return BySex(women=people.women, men=0, total=people.women or 0)
        if self.sexes == {Sex.MAN}:
            return BySex(women=0, men=people.men, total=people.men or 0)
        return people


def published_as(indicator: str | None, part: Counted) -> Published | None:
    """None for what is no group of the published view."""
    match part.counts, part.filters - {"sexes"}:
        case What.ENROLLED, filters if not filters:
            return Published(("participants",), part.sexes)
        case What.EXITS, filters if filters == {"exits"} and indicator in _EXITS:
            return Published(_EXITS[indicator], part.sexes)
        case What.PLANS, filters if filters == {"in_time"}:
            return Published(("agreed", "within"), part.sexes)
        case What.DUE_PLANS, filters if not filters:
            return Published(("due",), part.sexes)
        case _:
            return None


class Measured(NamedTuple):
    numerator: Count
    denominator: Count | None


def measured(view: View, indicator: str) -> Measured:
    """By the definition in force on the day of what is counted."""
    rows = view.programme.history(Indicator, of=indicator)
    numerator = _people(view, rows, numerator_of)
    return Measured(numerator, _people(view, rows, denominator_of) if rows[-1].denominator else None)


def published_group(rows: Sequence[Indicator], part: PartOf) -> Published | None:
    """That of every version of the definition; None where they differ, or one is not published."""
    groups = {published_as(row.id, counted) for row in rows if (counted := part(row))}
    return groups.pop() if len(groups) == 1 else None


def _people(view: View, rows: Sequence[Indicator], part: PartOf) -> Count:
    if published := published_group(rows, part):
        return published.of(view.by_sex(published.key)).total
    if view.is_published:
        return Withheld.WITHHELD
    return view.cells.tally(by_day(rows, part)).until(view.as_of).total
