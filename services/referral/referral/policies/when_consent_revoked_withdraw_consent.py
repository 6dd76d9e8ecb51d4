from referral.commands import WithdrawConsent
from referral.domain.known_consent import ConsentEnd
from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.envelope import Envelope


def when_consent_revoked_withdraw_consent(event: ConsentRevoked, _: Envelope) -> list[WithdrawConsent]:
    return [WithdrawConsent(consent_id=event.consent_id, reason=ConsentEnd.REVOKED, on=event.occurred_on)]
