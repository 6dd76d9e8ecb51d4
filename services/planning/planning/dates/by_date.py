"""What holds from a day until the next one: the present one is the latest by date, not by entry."""

from datetime import date
from typing import TypeVar

T = TypeVar("T")
ByDate = tuple[tuple[T, date], ...]


def entered(known: ByDate[T], one: T, on: date) -> ByDate[T]:
    """In order of date, and those of one day in the order in which they were entered."""
    return tuple(sorted((*known, (one, on)), key=lambda entry: entry[1]))


def is_entered(known: ByDate[T], one: T, on: date) -> bool:
    """Whether it is what was entered last of that very day.

    The same of a later day says more: a change between the two may be registered afterwards (I29).
    """
    return in_force(tuple(entry for entry in known if entry[1] == on)) == one


def in_force(known: ByDate[T], on: date = date.max) -> T | None:
    """The one that holds on a day; without a day, the present one."""
    begun = [one for one, since in known if since <= on]
    return begun[-1] if begun else None
