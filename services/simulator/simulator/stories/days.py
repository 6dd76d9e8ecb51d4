"""The calendar of Malmökraften 2.0: when the programme ran, when intake was open, when offices are open."""

from datetime import date, timedelta
from random import Random

FIRST_DAY = date(2020, 1, 2)
LAST_DAY = date(2022, 12, 31)
LAST_WORKING_DAY = date(2022, 12, 30)
PAUSED_FROM = date(2020, 10, 1)  # the pandemic pause of the intake
RESUMED_ON = date(2021, 5, 17)
RETAINED_SUPPORT_COUNTS_FROM = date(2021, 4, 1)
LONGEST_CONSENT = timedelta(days=364)  # a consent holds for at most twelve months


def intake_is_open(on: date) -> bool:
    return FIRST_DAY <= on <= LAST_DAY and not PAUSED_FROM <= on < RESUMED_ON


def working_day(on: date) -> date:
    """The day itself, or the next Monday if it is a Saturday or Sunday."""
    return on + timedelta(days=max(0, 7 - on.weekday()) if on.weekday() >= 5 else 0)


def days_later(on: date, days: int) -> date:
    """A working day, so up to two days later than requested."""
    return working_day(on + timedelta(days=days))


def some_day(first: date, last: date, chance: Random) -> date:
    """A working day from `first` to `last`; `last` must be one itself."""
    return working_day(first + timedelta(days=chance.randint(0, (last - first).days)))
