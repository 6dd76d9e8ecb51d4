from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from consent.circle_versions.circle_versions import NextVersion, versions_of
from consent.consent import Consent, ConsentFact, Office
from consent.error_entry.known_referrals import note_error
from consent.register.referral_keepers import require_publisher
from consent.register.table import consents_that_cover
from consent.revoking.ask_holders import ask_holders
from consent.revoking.consent_revoked import end_consent
from samplan.contracts.codes import Agency, RevocationReason


class ReferralEnteredInError(ConsentFact, private=True):
    """A referral that it covered was about the wrong person. The referral service publishes it."""

    TOPIC = "consent.ReferralEnteredInError"
    referral_id: UUID

    def apply(self, consent: Consent) -> None:
        consent.referral_ids = tuple(one for one in consent.referral_ids if one != self.referral_id)


def enter_in_error(
    consent: Consent, referral_id: UUID, recorded_by: Agency, on: date, next_version: NextVersion
) -> None:
    """The consent no longer covers the referral; without any other referral it ends (R-13).

    An error that was noticed before the consent was given counts from the day on which it was given.
    """
    if referral_id not in consent.referral_ids:
        return
    on = max(on, consent.granted_on)
    consent.trigger_event(ReferralEnteredInError, referral_id=referral_id, occurred_on=on)
    if not consent.referral_ids:
        end_consent(consent, RevocationReason.ENTERED_IN_ERROR, recorded_by, on, next_version)


class EnterInError(Command[Office]):
    """The referral was about the wrong person. If no consent covers it yet, none can be given for it."""

    referral_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> None:
        require_publisher(self.referral_id, self.by, work)
        note_error(self.referral_id, self.occurred_on, work)
        for consent_id in consents_that_cover(self.referral_id, work):
            consent = work.load(Consent, consent_id)
            versions = versions_of(consent.participant_id, work)
            enter_in_error(consent, self.referral_id, office.keeper, self.occurred_on, versions)
            ask_holders(consent, office.today())
