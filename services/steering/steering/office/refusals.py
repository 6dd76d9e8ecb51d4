"""Refusals of many commands."""

from typing import ClassVar, TypeVar

from chassis.decisions.domain import Refused

T = TypeVar("T")


class UnknownProgramme(Refused):
    code = "unknown_programme"
    status = 422
    title: ClassVar[str] = "There is no programme of that name"


class NotYourProgramme(Refused):
    code = "not_your_programme"
    status = 403
    title: ClassVar[str] = "Your agency takes no part in the programme, or your token is for other ones"


class UnknownIndicator(Refused):
    code = "unknown_indicator"
    status = 422
    title: ClassVar[str] = "The programme defines no indicator of that name on that day"


class NothingWaits(Refused):
    code = "nothing_waits"
    title: ClassVar[str] = "Nothing waits for approval: prepare it first"


class NotAfterTheLast(Refused):
    code = "not_after_the_last"
    status = 422
    title: ClassVar[str] = "The first day is not after that of what holds now: choose a later one"


def require_waiting(waiting: T | None) -> T:
    """What is prepared. Raises NothingWaits."""
    if waiting is None:
        raise NothingWaits
    return waiting
