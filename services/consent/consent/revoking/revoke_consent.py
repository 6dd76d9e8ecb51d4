from consent.consent import Consent, ConsentCommand
from consent.revoking.consent_revoked import end_consent
from samplan.contracts.codes import RevocationReason


class RevokeConsent(ConsentCommand, path="revocation", sv="Återkalla samtycket", en="Revoke the consent"):
    """Any time, through any agency that the consent names. The flow stops at once."""

    def decide(self, consent: Consent) -> None:
        consent.require_in_force(self.occurred_on)
        end_consent(consent, RevocationReason.WITHDRAWN, self.by, self.occurred_on)


class RestoreRevocation(ConsentCommand):
    """The store has lost a published revocation: the consent ends again, for the same reason (I20)."""

    reason: RevocationReason

    def decide(self, consent: Consent) -> None:
        consent.require_in_force(self.occurred_on)
        end_consent(consent, self.reason, self.by, self.occurred_on)
