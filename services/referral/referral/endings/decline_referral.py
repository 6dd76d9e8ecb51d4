from datetime import date

from chassis.decisions.commands import Records
from referral.case.referral import Referral
from referral.case.step import Step
from referral.endings.reasons import Ending, EndingCommand
from referral.office.command import IntakeCommand
from referral.office.office import Office
from samplan.contracts.codes import DeclineReason


class ReferralDeclined(Ending):
    TOPIC = "referral.ReferralDeclined"

    def apply(self, referral: Referral) -> None:
        referral.declined_because = self.reason
        referral.reach(Step.DECLINED, self.occurred_on)


def decline(referral: Referral, reason: DeclineReason, sealed: str | None, on: date) -> None:
    """By the programme, at any step, for a coded reason (R-08)."""
    referral.require_open(on)
    referral.record(ReferralDeclined, on, reason=reason, sealed=sealed)


class DeclineReferral(
    EndingCommand, IntakeCommand, path="decline", sv="Avsluta utan inskrivning", en="Decline"
):
    """By the keeper: the referrer withdraws.

    A participant who declines consent may take part in what the agency does by itself (R-06).
    """

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral = self.referral_in(work, office)
        decline(referral, self.reason, self.sealed_words(referral, office), self.occurred_on)
        return referral
