from referral.consents.known_consent import ConsentEnd
from referral.consents.withdraw_consent import WithdrawConsent
from samplan.contracts.consent import ConsentExpired
from samplan.contracts.envelope import Envelope


def when_consent_expired_withdraw_consent(event: ConsentExpired, _: Envelope) -> list[WithdrawConsent]:
    return [
        WithdrawConsent(consent_id=event.consent_id, reason=ConsentEnd.EXPIRED, occurred_on=event.occurred_on)
    ]
