from datetime import date, timedelta
from typing import ClassVar, Protocol

from chassis.decisions.domain import Refused


class EndsBeforeItStarts(Refused):
    code = "ends_before_it_starts"
    status = 422
    title: ClassVar[str] = "The last day is earlier than the first"


class Lasting(Protocol):
    """A fact, or a command, that holds from the day it occurred on until another."""

    @property
    def occurred_on(self) -> date: ...

    @property
    def until(self) -> date: ...


def days_of(one: Lasting) -> frozenset[date]:
    """Its days, the first and the last included. Raises EndsBeforeItStarts."""
    if one.until < one.occurred_on:
        raise EndsBeforeItStarts
    length = (one.until - one.occurred_on).days + 1
    return frozenset(one.occurred_on + timedelta(days=n) for n in range(length))
