"""On what did the days from the referral to the exit pass?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from reporting.answers.answer import Answer, hundredths
from reporting.cubes.turns import Turn, days_until
from reporting.cubes.waiting import Cause
from reporting.disclosure_control.view import View
from reporting.rows.pauses import Pause

BEFORE_MEETING = (Cause.ASSESSMENT, Cause.MEETING)


class Spent(Answer):
    cause: Cause
    days: int  # of all people together
    percent: float | None  # of all days; None without any
    people: int | None  # who have begun to wait for it; None where it is not counted by person


class Waiting(Answer):
    """Of all who are or were referred, until they left; every day has one cause."""

    programme: str
    as_of: date
    days: int
    waited: int  # those of a cause that is told
    causes: tuple[Spent, ...]


def waiting(view: View) -> Waiting:
    days = {cause: _days(view, cause) for cause in Cause if cause is not Cause.INTAKE_PAUSED}
    paused = {cause: _paused(_of(view.turns, cause), view) for cause in BEFORE_MEETING}
    spent: dict[Cause, int] = {
        Cause.INTAKE_PAUSED: sum(paused.values()),
        **{cause: number - paused.get(cause, 0) for cause, number in days.items()},
    }
    whole = sum(spent.values())
    return Waiting(
        programme=view.programme.id,
        as_of=view.as_of,
        days=whole,
        waited=whole - spent[Cause.NOT_TOLD],
        causes=tuple(_spent(view.turns, cause, number, whole) for cause, number in spent.items()),
    )


def _of(turns: Iterable[Turn], cause: Cause) -> list[Turn]:
    return [one for one in turns if one.cause is cause]


def _days(view: View, cause: Cause) -> int:
    return days_until(_of(view.turns, cause), view.as_of)


def _paused(turns: Sequence[Turn], view: View) -> int:
    return sum(days_until(turns, last) - days_until(turns, first) for first, last in _pauses(view))


def _pauses(view: View) -> Iterator[tuple[date, date]]:
    """Each day of a pause once; until before the last one, or the day that is asked for."""
    until = date.min
    for first, last in sorted(filter(None, (_pause(one, view.as_of) for one in view.pauses))):
        if max(first, until) < last:
            yield max(first, until), last
            until = last


def _pause(one: Pause, as_of: date) -> tuple[date, date] | None:
    return (one.paused_on, min(one.resumed_on or as_of, as_of)) if one.paused_on else None


def _spent(turns: Sequence[Turn], cause: Cause, days: int, whole: int) -> Spent:
    begun = sum(one.people for one in _of(turns, cause) if one.is_first)
    return Spent(
        cause=cause,
        days=days,
        percent=hundredths(Fraction(100 * days, whole)) if whole else None,
        people=None if cause is Cause.INTAKE_PAUSED else begun,
    )
