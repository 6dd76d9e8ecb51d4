from consent.revoking.revoke_consent import RestoreRevocation
from samplan.contracts.codes import Agency
from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.envelope import Envelope


def when_revocation_was_lost_revoke_consent(
    event: ConsentRevoked, envelope: Envelope
) -> list[RestoreRevocation]:
    """No backup may bring back a consent that was withdrawn (I20). Recorded by the keeper of consents."""
    keeper = Agency(envelope.source.split("/")[1])
    return [
        RestoreRevocation(
            consent_id=event.consent_id, reason=event.reason, by=keeper, occurred_on=event.occurred_on
        )
    ]
