from referral.consents.known_consent import ConsentEnd
from referral.consents.withdraw_consent import WithdrawConsent
from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.envelope import Envelope


def when_consent_revoked_withdraw_consent(event: ConsentRevoked, _: Envelope) -> list[WithdrawConsent]:
    return [
        WithdrawConsent(consent_id=event.consent_id, reason=ConsentEnd.REVOKED, occurred_on=event.occurred_on)
    ]
