from datetime import date

from chassis.decisions.commands import Records
from referral.case.referral import Referral, ReferralStep
from referral.case.sharing import NOT_SHARED, Sharing
from referral.consents.consent_for import consent_for
from referral.consents.sharing_today import sharing_today
from referral.office.command import IntakeCommand
from referral.office.office import Office
from referral.study_visits.refusals import NotFollowedUp, NotRegisteredAsJobseeker
from referral.study_visits.running_visit import change_visit, running_visit, visit_in_time
from referral.study_visits.take_back_overdue import take_back_overdue
from samplan.contracts.codes import Mode, StudyVisitEnd

ENDED = "samplan.referral.StudyVisitEnded.v1"


class StudyVisitEnded(ReferralStep):
    """`registered_on`: as a jobseeker, where the participant enters the programme."""

    TOPIC = "referral.StudyVisitEnded"
    end: StudyVisitEnd
    registered_on: date | None

    def apply(self, referral: Referral) -> None:
        change_visit(referral, end=self.end)
        referral.last_step_on = self.occurred_on
        if self.end is StudyVisitEnd.ENROLLED:
            referral.mode = Mode.PROGRAMME


def require_may_end_visit(
    referral: Referral, end: StudyVisitEnd, registered_on: date | None, on: date
) -> None:
    """Everything but the consent that enrolment needs.

    Raises NotRegisteredAsJobseeker, NotFollowedUp or StudyVisitIsOverdue, among others.
    """
    visit = running_visit(referral)
    referral.require_not_before(on)
    if end is StudyVisitEnd.ENROLLED:
        visit_in_time(referral, on)
        if registered_on is None or not visit.started_on <= registered_on <= on:
            raise NotRegisteredAsJobseeker
    if end is not StudyVisitEnd.DECEASED and visit.followed_up_on is None and on <= visit.due_on:
        raise NotFollowedUp


def end_study_visit(
    referral: Referral, end: StudyVisitEnd, registered_on: date | None, sharing: Sharing, on: date
) -> None:
    """By registration as a jobseeker and enrolment, by the end of participation, or by death."""
    require_may_end_visit(referral, end, registered_on, on)
    referral.record(StudyVisitEnded, on, end=end, registered_on=registered_on, **sharing.members)
    take_back_overdue(referral, sharing, on)


class EndStudyVisit(
    IntakeCommand, path="study-visit/end", sv="Avsluta studiebesöket", en="End the study visit"
):
    """After the follow-up meeting.

    `enrolled` asks for the day of registration as a jobseeker, within the visit, and for a consent in force.
    After the last day of the visit only the end of participation is accepted. An end within the visit that is
    registered afterwards takes back that the visit was overdue.
    """

    end: StudyVisitEnd
    registered_on: date | None = None

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral, on = self.referral_in(work, office), self.occurred_on
        require_may_end_visit(referral, self.end, self.registered_on, on)
        end_study_visit(referral, self.end, self.registered_on, self._sharing(referral, work, office), on)
        return referral

    def _sharing(self, referral: Referral, work: Records, office: Office) -> Sharing:
        if referral.is_protected and referral.participant_id is None:  # enrolled on the keeper's word
            return NOT_SHARED
        if self.end is StudyVisitEnd.ENROLLED:
            return consent_for(referral, self.occurred_on, work, office).sharing
        return sharing_today(ENDED, referral, self.occurred_on, work, office)
