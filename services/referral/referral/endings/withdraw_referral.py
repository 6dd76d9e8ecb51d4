from datetime import date
from typing import ClassVar

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from referral.case.referral import Referral
from referral.case.step import Step
from referral.endings.reasons import Ending, EndingCommand
from referral.office.office import Office
from samplan.contracts.codes import DeclineReason


class OnlyTheReferrer(Refused):
    code = "referrer_only"
    status = 403
    title: ClassVar[str] = "Only the agency that made the referral withdraws it"


class ReferralWithdrawn(Ending):
    TOPIC = "referral.ReferralWithdrawn"

    def apply(self, referral: Referral) -> None:
        referral.declined_because = self.reason
        referral.reach(Step.WITHDRAWN, self.occurred_on)


def withdraw(referral: Referral, reason: DeclineReason, sealed: str | None, on: date) -> None:
    """By the agency that referred, at any step."""
    referral.require_open(on)
    referral.record(ReferralWithdrawn, on, reason=reason, sealed=sealed)


class WithdrawReferral(
    EndingCommand, path="withdrawal", sv="Dra tillbaka remissen", en="Withdraw the referral"
):
    """By the agency that referred."""

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral = self.referral_in(work, office)
        if self.by != referral.referring_agency:
            raise OnlyTheReferrer
        withdraw(referral, self.reason, self.sealed_words(referral, office), self.occurred_on)
        return referral
