from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import NotFound
from consent.consent import Consent, ConsentCommand, ConsentFact, Office
from consent.consent.terms import VoucherToken
from consent.error_entry.known_referrals import require_right_person
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.vouchers.require_voucher import PROOF, Claim, require_voucher
from samplan.privacy.personnummer import Personnummer


class ReferralCovered(ConsentFact):
    TOPIC = "consent.ReferralCovered"
    participant_id: UUID
    referral_id: UUID

    def apply(self, consent: Consent) -> None:
        consent.referral_ids = (*consent.referral_ids, self.referral_id)


class CoverReferral(
    ConsentCommand,
    path="referrals",
    sv="Koppla en ny remiss till samtycket",
    en="Cover another referral of the participant",
    creates=True,
):
    """A referral that comes while the consent is in force. 404 when the number is not the participant's."""

    RENEWED = PROOF

    voucher: VoucherToken
    personnummer: Personnummer
    referral_id: UUID

    def change(self, work: Records, office: Office) -> Consent:
        """The voucher proves whom the referral is about: a consent never covers another person."""
        consent = self.consent_in(work, office)
        voucher = require_voucher(self.voucher, self._claim(), work, office)
        participant_id = PARTICIPANTS.standing(consent.participant_id, work)
        if office.identities.find(self.personnummer, work) != participant_id:
            raise NotFound
        require_right_person(self.referral_id, work)
        self.decide(consent, is_protected=voucher.is_protected)
        return consent

    def _claim(self) -> Claim:
        return Claim(
            referral_id=self.referral_id,
            by=self.by,
            on=self.occurred_on,
            personnummer=self.personnummer,
        )

    def decide(self, consent: Consent, *, is_protected: bool = False) -> None:
        consent.require_in_force(self.occurred_on)
        if self.referral_id not in consent.referral_ids:
            consent.trigger_event(
                ReferralCovered,
                participant_id=consent.participant_id,
                referral_id=self.referral_id,
                occurred_on=self.occurred_on,
                is_protected=is_protected or consent.is_protected,
            )
