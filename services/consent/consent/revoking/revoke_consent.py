from consent.circle_versions.circle_versions import NextVersion
from consent.consent import Consent
from consent.revoking.ask_holders import ReleasingCommand
from consent.revoking.consent_revoked import end_consent
from samplan.contracts.codes import RevocationReason


class RevokeConsent(
    ReleasingCommand, path="revocation", sv="Återkalla samtycket", en="Revoke the consent", versioned=False
):
    """Any time, through any agency that the consent names. The flow stops at once.

    It needs no If-Match, so no other change can delay it (C-03). A consent that has ended stays as it is.
    """

    def decide(self, consent: Consent, next_version: NextVersion) -> None:
        end_consent(consent, RevocationReason.WITHDRAWN, self.by, self.occurred_on, next_version)


class RestoreRevocation(ReleasingCommand):
    """The store has lost a published revocation: the consent ends again, for the same reason (I20)."""

    reason: RevocationReason

    def decide(self, consent: Consent, next_version: NextVersion) -> None:
        end_consent(consent, self.reason, self.by, self.occurred_on, next_version)
