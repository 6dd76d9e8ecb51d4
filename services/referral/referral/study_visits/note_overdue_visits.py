from datetime import date, timedelta

from chassis.decisions.commands import Command, Records
from referral.case.referral import Referral, ReferralFact
from referral.case.sharing import Sharing
from referral.consents.sharing_today import sharing_today
from referral.office.office import Office
from referral.study_visits.running_visit import change_visit
from referral.study_visits.study_visits import visits_past

OVERDUE = "samplan.referral.StudyVisitOverdue.v1"


class StudyVisitOverdue(ReferralFact):
    """The day after its last one, unless it has ended (R-07)."""

    TOPIC = "referral.StudyVisitOverdue"
    due_on: date

    def apply(self, referral: Referral) -> None:
        change_visit(referral, is_overdue=True)


def note_overdue_visit(referral: Referral, sharing: Sharing, as_of: date) -> int:
    """1 if it is noted now; 0 if it runs in time, has ended, or was noted before."""
    visit = referral.visit
    if visit is None or visit.end is not None or visit.is_overdue or as_of <= visit.due_on:
        return 0
    overdue_on = visit.due_on + timedelta(days=1)
    referral.record(StudyVisitOverdue, overdue_on, **sharing.members, due_on=visit.due_on)
    return 1


class NoteOverdueVisits(Command[Office]):
    """The clock asks."""

    as_of: date

    def carry_out(self, work: Records, office: Office) -> int:
        """How many visits became overdue."""
        visits = work.undamaged(Referral, visits_past(self.as_of, work))
        return sum(
            note_overdue_visit(one, sharing_today(OVERDUE, one, self.as_of, work, office), self.as_of)
            for one in visits
        )
