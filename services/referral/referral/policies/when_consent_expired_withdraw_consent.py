from referral.commands import WithdrawConsent
from referral.domain.known_consent import ConsentEnd
from samplan.contracts.consent import ConsentExpired
from samplan.contracts.envelope import Envelope


def when_consent_expired_withdraw_consent(event: ConsentExpired, _: Envelope) -> list[WithdrawConsent]:
    return [WithdrawConsent(consent_id=event.consent_id, reason=ConsentEnd.EXPIRED, on=event.occurred_on)]
