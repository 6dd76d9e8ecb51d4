from datetime import date

from chassis.decisions.commands import Records
from referral.case.referral import Referral, ReferralStep
from referral.case.refusals import BeforeAnEarlierStep
from referral.case.step import Step
from referral.form.asked import Meeting
from referral.meetings.meeting import sealed_meeting
from referral.meetings.refusals import CriterionUnknown, EligibilityNotAssessed, NotEligible
from referral.office.command import IntakeCommand
from referral.office.office import Office


class IntakeMeetingBooked(ReferralStep):
    """`sealed`: place, interpreter and who takes part."""

    TOPIC = "referral.IntakeMeetingBooked"
    meeting_on: date
    sealed: str

    def apply(self, referral: Referral) -> None:
        referral.meeting_on = self.meeting_on
        referral.sealed_meeting = self.sealed
        referral.reach(Step.MEETING_BOOKED, self.occurred_on)


def book_intake_meeting(referral: Referral, meeting_on: date, sealed: str, on: date) -> None:
    """Complete and eligible (R-05): while a criterion is unknown, nothing is booked (R-03)."""
    referral.require_complete(on)
    referral.require_no_meeting()
    if referral.trace is None:
        raise EligibilityNotAssessed
    if unmet := referral.trace.unmet:
        raise NotEligible(criteria=unmet)
    if unknown := referral.trace.unknown:
        raise CriterionUnknown(criteria=unknown)
    if meeting_on < on:
        raise BeforeAnEarlierStep
    referral.record(IntakeMeetingBooked, on, meeting_on=meeting_on, sealed=sealed)


class BookIntakeMeeting(IntakeCommand):
    """The body is the meeting itself: `booking` has its route."""

    meeting: Meeting

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral = self.referral_in(work, office)
        sealed = sealed_meeting(referral, self.meeting, office)
        book_intake_meeting(referral, self.meeting.meeting_on, sealed, self.occurred_on)
        return referral
