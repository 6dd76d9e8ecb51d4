"""A term by the programme's template: when a group that begins on a day meets and is on placement."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from planning.terms.days_off import is_day_off


class Excused(StrEnum):
    """What an excused absence counts as in the share of attendance."""

    ABSENT = "absent"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, kw_only=True)
class Weeks:
    """Weeks of a term, counted from 1; the first and the last are included."""

    first: int
    last: int

    def __contains__(self, week: int) -> bool:
        return self.first <= week <= self.last


@dataclass(frozen=True)
class PlacementRules:
    """How many periods of placement a programme has, and how many placements each participant is offered."""

    periods: int = 0
    offered_to_each: int = 0


@dataclass(frozen=True, kw_only=True)
class Term:
    """`weekdays` as in ISO 8601: Monday is 1. `attendance_target` in per cent."""

    id: str
    weeks: int
    weekdays: frozenset[int]
    placements: tuple[Weeks, ...]
    begins_at: time
    ends_at: time
    method_book: str
    smallest_group: int
    largest_group: int
    attendance_target: int
    excused_counts_as: Excused

    def last_day(self, begins_on: date) -> date:
        """The Sunday of the last week."""
        return _monday_of(begins_on) + timedelta(weeks=self.weeks, days=-1)

    def session_days(self, begins_on: date) -> tuple[date, ...]:
        """In order, without days off and weeks of placement; none before the first day."""
        return tuple(day for day in self._weekdays_from(begins_on) if not is_day_off(day))

    def days_off(self, begins_on: date) -> tuple[date, ...]:
        """Days that would have a session, if people worked on them."""
        return tuple(filter(is_day_off, self._weekdays_from(begins_on)))

    def placement_days(self, begins_on: date, period: int) -> tuple[date, date]:
        """The first and the last day of a period of placement, counted from 1: a Monday and a Friday."""
        weeks, monday = self.placements[period - 1], _monday_of(begins_on)
        first = monday + timedelta(weeks=weeks.first - 1)
        return first, monday + timedelta(weeks=weeks.last, days=-3)

    def _weekdays_from(self, begins_on: date) -> Iterator[date]:
        for week in range(1, self.weeks + 1):
            if any(week in period for period in self.placements):
                continue
            monday = _monday_of(begins_on) + timedelta(weeks=week - 1)
            days = (monday + timedelta(days=weekday - 1) for weekday in sorted(self.weekdays))
            yield from (day for day in days if day >= begins_on)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)
