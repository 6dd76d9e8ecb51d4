from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from chassis.decisions.domain import Refused


class EndsBeforeItStarts(Refused):
    code = "ends_before_it_starts"
    status = 422
    title: ClassVar[str] = "The last day is earlier than the first"


@dataclass(frozen=True)
class Period:
    """From one day to another, both included. Raises EndsBeforeItStarts."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise EndsBeforeItStarts

    @property
    def days(self) -> frozenset[date]:
        length = (self.last - self.first).days + 1
        return frozenset(self.first + timedelta(days=n) for n in range(length))
