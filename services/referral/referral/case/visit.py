"""A study visit, with its two limits and the days after the start on which to remind of them (R-07)."""

from dataclasses import dataclass, field
from datetime import date

from samplan.contracts.codes import StudyVisitEnd


@dataclass(frozen=True, kw_only=True)
class Visit:
    started_on: date
    follow_up_by: date
    decide_by: date
    reminders: tuple[int, ...]
    reminded: tuple[int, ...] = field(default=())
    followed_up_on: date | None = None
    is_overdue: bool = False
    end: StudyVisitEnd | None = None

    @property
    def due_on(self) -> date:
        """90 days and three months differ by up to two days: whichever comes first counts."""
        return min(self.follow_up_by, self.decide_by)
