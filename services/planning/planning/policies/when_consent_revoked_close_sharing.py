from contracts.consent import ConsentRevoked
from contracts.envelope import Envelope
from planning.commands import CloseSharing
from planning.domain.known_consent import ConsentEnd


def when_consent_revoked_close_sharing(event: ConsentRevoked, _: Envelope) -> list[CloseSharing]:
    return [CloseSharing(consent_id=event.consent_id, reason=ConsentEnd.REVOKED, on=event.occurred_on)]
