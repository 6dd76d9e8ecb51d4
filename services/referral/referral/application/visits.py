"""The study visit on its way (R-07), and the count of those who take part without consent (R-06)."""

from uuid import uuid4

from chassis.decisions.work import Work
from referral.application.intake import consent_for
from referral.application.office import Office, own_referral
from referral.commands import EndStudyVisit, FollowUpStudyVisit
from referral.commands.office import CountAnonymously, RemindOfStudyVisits
from referral.domain.anonymous_count import AnonymousCount
from referral.domain.referral import Referral
from referral.queries.cases import enter
from referral.queries.study_visits import enter_visit, running_visits
from referral.queries.uncounted import take_uncounted
from samplan.contracts.codes import StudyVisitEnd


def follow_up_study_visit(office: Office, command: FollowUpStudyVisit, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    referral.follow_up_study_visit(command.on)
    return _entered(referral, work)


def end_study_visit(office: Office, command: EndStudyVisit, work: Work) -> Referral:
    referral = own_referral(office, command, work)
    referral.check_may_end_visit(command.end, command.registered_on, command.on)
    if command.end is StudyVisitEnd.ENROLLED:
        consent_for(referral, office, command.on, work)
    referral.end_study_visit(command.end, command.registered_on, command.on)
    return _entered(referral, work)


def remind_of_study_visits(_: Office, command: RemindOfStudyVisits, work: Work) -> int:
    reminders = 0
    for referral_id in running_visits(work):
        referral = work.load(Referral, referral_id)
        reminders += referral.remind_of_study_visit(command.as_of)
        enter_visit(referral, work)
    return reminders


def count_anonymously(_: Office, command: CountAnonymously, work: Work) -> int:
    uncounted = take_uncounted(command.as_of, work)
    for year, sex in uncounted:
        work.add(AnonymousCount.count(uuid4(), sex, year))
    return len(uncounted)


def _entered(referral: Referral, work: Work) -> Referral:
    enter_visit(referral, work)
    return enter(referral, work)
