from datetime import date

from referral.case.referral import Referral, ReferralStep
from referral.case.step import Step
from referral.meetings.meeting import require_ahead
from referral.office.command import Decision


class IntakeMeetingHeld(ReferralStep):
    TOPIC = "referral.IntakeMeetingHeld"

    def apply(self, referral: Referral) -> None:
        referral.reach(Step.MEETING_HELD, self.occurred_on)


def hold_intake_meeting(referral: Referral, on: date) -> None:
    require_ahead(referral, on)
    referral.record(IntakeMeetingHeld, on)


class HoldIntakeMeeting(
    Decision,
    path="intake-meeting/held",
    sv="Inskrivningssamtal hållet",
    en="The intake meeting was held",
):
    """On the day it was booked for, or another."""

    def decide(self, referral: Referral) -> None:
        hold_intake_meeting(referral, self.occurred_on)
