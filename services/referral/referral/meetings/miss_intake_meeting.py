from datetime import date

from referral.case.referral import Referral, ReferralStep
from referral.case.step import Step
from referral.meetings.meeting import MeetingReason, require_ahead
from referral.office.command import Decision


class IntakeMeetingMissed(ReferralStep, private=True):
    """Why a participant did not come stays in this service."""

    TOPIC = "referral.IntakeMeetingMissed"
    reason: MeetingReason

    def apply(self, referral: Referral) -> None:
        referral.reach(Step.MEETING_MISSED, self.occurred_on)


def miss_intake_meeting(referral: Referral, reason: MeetingReason, on: date) -> None:
    """It did not take place. A new day has to be found before anything can be decided."""
    require_ahead(referral, on)
    referral.record(IntakeMeetingMissed, on, reason=reason)


class MissIntakeMeeting(
    Decision,
    path="intake-meeting/no-show",
    sv="Inskrivningssamtalet blev inte av",
    en="The intake meeting did not come about",
):
    """The reason stays in this service. A new day has to be booked before anything is decided."""

    reason: MeetingReason

    def decide(self, referral: Referral) -> None:
        miss_intake_meeting(referral, self.reason, self.occurred_on)
