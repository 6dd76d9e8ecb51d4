from consent.commands import EnterInError
from samplan.contracts.envelope import Envelope
from samplan.contracts.referral import ReferralEnteredInError


def when_referral_entered_in_error_end_consent(
    event: ReferralEnteredInError, _: Envelope
) -> list[EnterInError]:
    """Unless it covers another referral. Who must be protected is forgotten in the same words (C-13)."""
    return [EnterInError(referral_id=event.referral_id, on=event.occurred_on)]
