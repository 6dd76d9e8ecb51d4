"""The deepened study visit, for a participant unsure of her motivation (Metodstöd 2016, R-07).

It has two clocks, of which the first counts, carries no activity support, and has two ends.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from referral.domain import visit_facts
from referral.domain.refusals import (
    AlreadyFollowedUp,
    BeforeAnEarlierStep,
    CarriesActivitySupport,
    NoStudyVisit,
    NotRegisteredAsJobseeker,
    StudyVisitHasEnded,
)
from referral.domain.state import ReferralState, Visit
from samplan.contracts.codes import IncomeSupport, StudyVisitEnd


@dataclass(frozen=True, kw_only=True)
class VisitClocks:
    """A programme's limits: days to the follow-up, calendar months to the decision, days to remind on."""

    follow_up_days: int
    months: int
    reminder_days: tuple[int, ...]


class StudyVisits(ReferralState):
    """The part of a referral that is a study visit."""

    def check_may_visit(self) -> None:
        """Raises CarriesActivitySupport: a visitor is not registered at the employment service."""
        if self.income_support is IncomeSupport.AKTIVITETSSTOD:
            raise CarriesActivitySupport

    def start_study_visit(self, clocks: VisitClocks, on: date) -> None:
        """With the enrolment that chose it."""
        self.trigger_event(
            visit_facts.StudyVisitStarted,
            follow_up_by=on + timedelta(days=clocks.follow_up_days),
            decide_by=months_after(on, clocks.months),
            reminders=clocks.reminder_days,
            occurred_on=on,
        )

    def remind_of_study_visit(self, as_of: date) -> int:
        """Every reminder that is due and has not been given; how many those were."""
        visit = self._running_visit()
        due = [days for days in visit.reminders if visit.started_on + timedelta(days=days) <= as_of]
        fresh = [days for days in due if days not in visit.reminded]
        for days in fresh:
            self.trigger_event(visit_facts.StudyVisitReminded, days=days, occurred_on=as_of)
        return len(fresh)

    def follow_up_study_visit(self, on: date) -> None:
        visit = self._running_visit()
        if visit.followed_up_on is not None:
            raise AlreadyFollowedUp
        self._check_not_before(on)
        self.trigger_event(visit_facts.StudyVisitFollowedUp, occurred_on=on)

    def check_may_end_visit(self, end: StudyVisitEnd, registered_on: date | None, on: date) -> None:
        """Everything but the consent that enrolment needs."""
        self._running_visit()
        self._check_not_before(on)
        if end is StudyVisitEnd.ENROLLED and (registered_on is None or registered_on > on):
            raise NotRegisteredAsJobseeker

    def end_study_visit(self, end: StudyVisitEnd, registered_on: date | None, on: date) -> None:
        """By registration as a jobseeker and enrolment, or by the end of participation."""
        self.check_may_end_visit(end, registered_on, on)
        self.trigger_event(visit_facts.StudyVisitEnded, end=end, registered_on=registered_on, occurred_on=on)

    def _running_visit(self) -> Visit:
        if self.visit is None:
            raise NoStudyVisit
        if self.visit.end is not None:
            raise StudyVisitHasEnded
        return self.visit

    def _check_not_before(self, on: date) -> None:
        if on < self.last_step_on:
            raise BeforeAnEarlierStep


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last one where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
