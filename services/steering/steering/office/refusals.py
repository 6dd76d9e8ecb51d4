"""Refusals of many commands."""

from typing import ClassVar

from chassis.decisions.domain import Refused


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
    title: ClassVar[str] = "The programme measures nothing of that name on that day"


class NothingWaits(Refused):
    code = "nothing_waits"
    title: ClassVar[str] = "Nothing has been prepared since the last decision"
