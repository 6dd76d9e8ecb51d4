from datetime import date

from chassis.decisions.commands import Records
from referral.case.referral import Referral, ReferralStep
from referral.case.refusals import BeforeAnEarlierStep
from referral.case.step import Step
from referral.form.asked import Meeting
from referral.meetings.meeting import MeetingReason, require_booked, sealed_meeting
from referral.office.command import IntakeCommand
from referral.office.office import Office


class IntakeMeetingRebooked(ReferralStep):
    """`sealed`: place, interpreter and who takes part, as they now are."""

    TOPIC = "referral.IntakeMeetingRebooked"
    meeting_on: date
    sealed: str
    reason: MeetingReason

    def apply(self, referral: Referral) -> None:
        referral.meeting_on = self.meeting_on
        referral.sealed_meeting = self.sealed
        referral.reach(Step.MEETING_BOOKED, self.occurred_on)


def rebook_intake_meeting(
    referral: Referral, meeting_on: date, sealed: str, reason: MeetingReason, on: date
) -> None:
    """To another day, whether the old one lies ahead or was missed."""
    require_booked(referral, on)
    if meeting_on < on:
        raise BeforeAnEarlierStep
    referral.record(IntakeMeetingRebooked, on, meeting_on=meeting_on, sealed=sealed, reason=reason)


class RebookIntakeMeeting(IntakeCommand):
    """The meeting says on which day it was moved: `booking` has its route."""

    meeting: Meeting
    reason: MeetingReason

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral = self.referral_in(work, office)
        sealed = sealed_meeting(referral, self.meeting, office)
        rebook_intake_meeting(referral, self.meeting.meeting_on, sealed, self.reason, self.occurred_on)
        return referral
