from planning.sharing.close_sharing import CloseSharing
from planning.sharing.known_consent import ConsentEnd
from samplan.contracts.codes import RevocationReason
from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.envelope import Envelope

ENDS = {
    RevocationReason.WITHDRAWN: ConsentEnd.REVOKED,
    RevocationReason.ENTERED_IN_ERROR: ConsentEnd.ENTERED_IN_ERROR,
}


def when_consent_revoked_close_sharing(event: ConsentRevoked, _: Envelope) -> list[CloseSharing]:
    return [
        CloseSharing(consent_id=event.consent_id, reason=ENDS[event.reason], occurred_on=event.occurred_on)
    ]
