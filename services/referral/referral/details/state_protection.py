from chassis.decisions.commands import Records
from referral.case.referral import Referral
from referral.office.command import ReferralCommand
from referral.office.office import Office
from referral.protection.protect_identity import protect_all


class StateProtection(
    ReferralCommand,
    path="protected-identity",
    sv="Ange skyddade personuppgifter",
    en="State protected identity",
):
    """By the agency that referred or by the keeper, at any time, for all the person's referrals here.

    Each is in no list and no event from then on; stated again, it changes nothing. It ends with a new form
    that denies it, for that form.
    """

    def carry_out(self, work: Records, office: Office) -> Referral:
        referral = self.referral_in(work, office)
        protect_all(referral, self.by, self.occurred_on, work)
        return referral
