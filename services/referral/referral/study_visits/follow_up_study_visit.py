from datetime import date

from chassis.decisions.commands import Records
from referral.case.referral import Referral, ReferralStep
from referral.case.sharing import Sharing
from referral.consents.sharing_today import sharing_today
from referral.office.command import IntakeCommand
from referral.office.office import Office
from referral.study_visits.refusals import AlreadyFollowedUp
from referral.study_visits.running_visit import change_visit, visit_in_time

FOLLOWED_UP = "samplan.referral.StudyVisitFollowedUp.v1"


class StudyVisitFollowedUp(ReferralStep):
    TOPIC = "referral.StudyVisitFollowedUp"

    def apply(self, referral: Referral) -> None:
        change_visit(referral, followed_up_on=self.occurred_on)
        referral.last_step_on = self.occurred_on


def follow_up_study_visit(referral: Referral, sharing: Sharing, on: date) -> None:
    if visit_in_time(referral, on).followed_up_on is not None:
        raise AlreadyFollowedUp
    referral.require_not_before(on)
    referral.record(StudyVisitFollowedUp, on, **sharing.members)


class FollowUpStudyVisit(
    IntakeCommand,
    path="study-visit/follow-up",
    sv="Uppföljningssamtal hållet",
    en="The follow-up meeting was held",
):
    """Once in a visit, on its last day at the latest."""

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral = self.referral_in(work, office)
        sharing = sharing_today(FOLLOWED_UP, referral, self.occurred_on, work, office)
        follow_up_study_visit(referral, sharing, self.occurred_on)
        return referral
