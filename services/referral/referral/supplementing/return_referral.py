from datetime import date

from chassis.decisions.commands import Records
from referral.case.coded_form import Gap
from referral.case.referral import Referral, ReferralStep
from referral.case.step import Step
from referral.office.command import IntakeCommand
from referral.office.office import Office


class ReferralReturned(ReferralStep):
    TOPIC = "referral.ReferralReturned"
    gaps: tuple[Gap, ...]

    def apply(self, referral: Referral) -> None:
        referral.gaps = self.gaps
        referral.reach(Step.RETURNED, self.occurred_on)


def return_to_referrer(referral: Referral, gaps: tuple[Gap, ...], on: date) -> None:
    """For what it lacks, until a meeting is booked. It keeps its id (R-02)."""
    referral.require_open(on)
    referral.require_no_meeting()
    referral.record(ReferralReturned, on, gaps=gaps)


class ReturnReferral(
    IntakeCommand, path="return", sv="Återsänd för komplettering", en="Return to the referrer"
):
    """By the keeper, with all that the form lacks. The referral keeps its id and waits for a supplement."""

    gaps: tuple[Gap, ...]

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral = self.referral_in(work, office)
        return_to_referrer(referral, self.gaps, self.occurred_on)
        return referral
