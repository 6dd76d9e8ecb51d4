from datetime import date, timedelta

from chassis.decisions.commands import Command, Records
from referral.case.referral import Referral, ReferralFact
from referral.office.office import Office
from referral.study_visits.running_visit import begun_visit, change_visit, running_visit
from referral.study_visits.study_visits import running_visits


class StudyVisitReminded(ReferralFact, private=True):
    """`days` since the start. A reminder is for this service's own staff."""

    TOPIC = "referral.StudyVisitReminded"
    days: int

    def apply(self, referral: Referral) -> None:
        change_visit(referral, reminded=(*begun_visit(referral).reminded, self.days))


def remind_of_study_visit(referral: Referral, as_of: date) -> int:
    """Every reminder that is due and has not been given; how many those were."""
    visit = running_visit(referral)
    due = [days for days in visit.reminders if visit.started_on + timedelta(days=days) <= as_of]
    fresh = [days for days in due if days not in visit.reminded]
    for days in fresh:
        referral.record(StudyVisitReminded, as_of, days=days)
    return len(fresh)


class RemindOfStudyVisits(Command[Office]):
    """The clock asks."""

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """How many reminders were due."""
        visits = work.undamaged(Referral, running_visits(work))
        return sum(remind_of_study_visit(one, self.as_of) for one in visits)
