from planning.sharing.close_sharing import CloseSharing
from planning.sharing.known_consent import ConsentEnd
from samplan.contracts.codes import RevocationReason
from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.envelope import Envelope

ENDS = {RevocationReason.ENTERED_IN_ERROR: ConsentEnd.ENTERED_IN_ERROR}
"""Any other reason, known or not, revokes the consent and ends all sharing under it (I24)."""


def when_consent_revoked_close_sharing(event: ConsentRevoked, _: Envelope) -> list[CloseSharing]:
    reason = ENDS.get(event.reason, ConsentEnd.REVOKED)
    return [CloseSharing(consent_id=event.consent_id, reason=reason, occurred_on=event.occurred_on)]
