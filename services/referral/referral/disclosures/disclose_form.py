"""Another agency is shown a form: consent is checked at that moment, and the log is written first (R-16)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.case.referral import Referral
from referral.case.refusals import PersonIsErased, ReferralNotFound
from referral.consents.consent_in_force import consent_to_rest_on, consents_of
from referral.disclosures.disclosure_log import Anchor, Disclosure, append_disclosure
from referral.disclosures.disclosures import Disclosures, disclosures_id
from referral.disclosures.participants import referrals_of
from referral.form.asked import Form
from referral.office.office import Office
from samplan.contracts.codes import Agency, ConsentPurpose


@dataclass(frozen=True, kw_only=True)
class Disclosed:
    """The form, and the anchor of the log that holds its disclosure."""

    form: Form
    anchor: Anchor


class DiscloseForm(Command[Office]):
    """The form of the participant's last referral, once the transaction that logs it is committed."""

    participant_id: UUID
    by: Agency
    purpose: ConsentPurpose
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Disclosed:
        """Raises ReferralNotFound unless a consent names the agency, ConsentNotInForce once it has ended.

        Raises StillCatchingUp while it may have (I24).
        """
        referral = self._last_referral(work)
        consents = consents_of(referral.id, work)
        if not any(self.by in consent.agencies for consent in consents):
            raise ReferralNotFound
        consent_id, _ = consent_to_rest_on(consents, frozenset({self.by}), self.occurred_on, work)
        form = office.persons.form_of(referral)
        if form is None:
            raise PersonIsErased
        return Disclosed(form=form, anchor=self._logged(referral.id, consent_id, work))

    def _last_referral(self, work: Records) -> Referral:
        referral_ids = referrals_of(self.participant_id, work)
        if not referral_ids:
            raise ReferralNotFound
        return work.load(Referral, referral_ids[0])

    def _logged(self, referral_id: UUID, consent_id: UUID, work: Records) -> Anchor:
        entry = Disclosure(
            disclosed_on=self.occurred_on,
            participant_id=self.participant_id,
            referral_id=referral_id,
            consent_id=consent_id,
            agency=self.by,
            purpose=self.purpose,
        )
        anchor = append_disclosure(entry, work)
        known = work.find(Disclosures, disclosures_id(self.participant_id))
        (known or work.add(Disclosures.open(self.participant_id))).disclose(
            referral_id=referral_id,
            consent_id=consent_id,
            agency=self.by,
            purpose=self.purpose,
            on=self.occurred_on,
            position=anchor.position,
            chained=anchor.chained,
        )
        return anchor
