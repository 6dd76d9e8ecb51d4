from datetime import date

from referral.case.referral import Referral, ReferralStep
from referral.office.command import Decision
from referral.study_visits.refusals import AlreadyFollowedUp
from referral.study_visits.running_visit import change_visit, running_visit


class StudyVisitFollowedUp(ReferralStep):
    TOPIC = "referral.StudyVisitFollowedUp"

    def apply(self, referral: Referral) -> None:
        change_visit(referral, followed_up_on=self.occurred_on)
        referral.last_step_on = self.occurred_on


def follow_up_study_visit(referral: Referral, on: date) -> None:
    if running_visit(referral).followed_up_on is not None:
        raise AlreadyFollowedUp
    referral.require_not_before(on)
    referral.record(StudyVisitFollowedUp, on)


class FollowUpStudyVisit(
    Decision,
    path="study-visit/follow-up",
    sv="Uppföljningssamtal hållet",
    en="The follow-up meeting was held",
):
    """Once in a visit."""

    def decide(self, referral: Referral) -> None:
        follow_up_study_visit(referral, self.occurred_on)
