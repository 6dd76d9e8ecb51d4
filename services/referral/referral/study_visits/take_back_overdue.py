"""A visit that was noted as overdue had ended in time, and was registered late (I29)."""

from datetime import date, timedelta

from referral.case.referral import Referral, ReferralFact
from referral.case.sharing import Sharing
from referral.study_visits.running_visit import begun_visit, change_visit


class StudyVisitOverdueTakenBack(ReferralFact):
    TOPIC = "referral.StudyVisitOverdueTakenBack"
    due_on: date

    def apply(self, referral: Referral) -> None:
        change_visit(referral, is_overdue=False)


def take_back_overdue(referral: Referral, sharing: Sharing, ended_on: date) -> None:
    """With the day on which it was noted: as of any day, a reader counts both facts or neither."""
    visit = begun_visit(referral)
    if visit.is_overdue and ended_on <= visit.due_on:
        noted_on = visit.due_on + timedelta(days=1)
        referral.record(StudyVisitOverdueTakenBack, noted_on, **sharing.members, due_on=visit.due_on)
