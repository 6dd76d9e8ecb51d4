from datetime import date
from typing import ClassVar

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from referral.case.referral import Referral, ReferralStep
from referral.case.step import Step
from referral.office.command import ReferralCommand
from referral.office.office import Office


class AlreadyEnteredInError(Refused):
    code = "already_entered_in_error"
    title: ClassVar[str] = "The referral has been marked as entered in error"


class ReferralEnteredInError(ReferralStep):
    TOPIC = "referral.ReferralEnteredInError"

    def apply(self, referral: Referral) -> None:
        referral.reach(Step.ENTERED_IN_ERROR, self.occurred_on)


def enter_in_error(referral: Referral, on: date) -> None:
    """It was about the wrong person. At any step, after enrolment too."""
    if referral.step is Step.ENTERED_IN_ERROR:
        raise AlreadyEnteredInError
    referral.record(ReferralEnteredInError, on)


class EnterInError(ReferralCommand, path="error-entry", sv="Felregistrerad", en="Entered in error"):
    """It was about the wrong person: its personal fields are erased at once, and receivers are told."""

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral = self.referral_in(work, office)
        enter_in_error(referral, self.occurred_on)
        office.persons.erase(referral.id)
        return referral
