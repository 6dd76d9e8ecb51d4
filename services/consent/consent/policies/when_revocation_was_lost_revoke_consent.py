from consent.commands import RevokeConsent
from samplan.contracts.codes import Agency
from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.envelope import Envelope


def when_revocation_was_lost_revoke_consent(event: ConsentRevoked, envelope: Envelope) -> list[RevokeConsent]:
    """No backup may bring back what she has withdrawn (I20). Recorded by who keeps the consents."""
    keeper = Agency(envelope.source.split("/")[1])
    return [RevokeConsent(consent_id=event.consent_id, reason=event.reason, by=keeper, on=event.occurred_on)]
