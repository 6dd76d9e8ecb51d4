from consent.error_entry.enter_in_error import EnterInError
from samplan.contracts.envelope import Envelope
from samplan.contracts.referral import ReferralEnteredInError


def when_referral_entered_in_error_end_consent(
    event: ReferralEnteredInError, _: Envelope
) -> list[EnterInError]:
    """Unless it covers another referral. Late protection of an identity is published so too (decision 21)."""
    return [EnterInError(referral_id=event.referral_id, occurred_on=event.occurred_on)]
