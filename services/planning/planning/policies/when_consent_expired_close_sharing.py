from planning.sharing.close_sharing import CloseSharing
from planning.sharing.known_consent import ConsentEnd
from samplan.contracts.consent import ConsentExpired
from samplan.contracts.envelope import Envelope


def when_consent_expired_close_sharing(event: ConsentExpired, _: Envelope) -> list[CloseSharing]:
    return [
        CloseSharing(consent_id=event.consent_id, reason=ConsentEnd.EXPIRED, occurred_on=event.occurred_on)
    ]
