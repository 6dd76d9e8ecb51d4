from datetime import date

from referral.case.referral import Referral, ReferralStep
from referral.case.step import Step
from referral.meetings.meeting import require_ahead
from referral.meetings.refusals import NotTheBookedDay
from referral.office.command import Decision


class IntakeMeetingHeld(ReferralStep):
    TOPIC = "referral.IntakeMeetingHeld"

    def apply(self, referral: Referral) -> None:
        referral.reach(Step.MEETING_HELD, self.occurred_on)


def hold_intake_meeting(referral: Referral, on: date) -> None:
    require_ahead(referral, on)
    if on != referral.meeting_on:
        raise NotTheBookedDay(meetingOn=str(referral.meeting_on))
    referral.record(IntakeMeetingHeld, on)


class HoldIntakeMeeting(
    Decision,
    path="intake-meeting/held",
    sv="Inskrivningssamtal hållet",
    en="The intake meeting was held",
):
    """On the day it is booked for: one that was held on another day is rebooked first."""

    def decide(self, referral: Referral) -> None:
        hold_intake_meeting(referral, self.occurred_on)
