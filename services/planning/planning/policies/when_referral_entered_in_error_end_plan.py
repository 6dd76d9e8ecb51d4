from contracts.envelope import Envelope
from contracts.referral import ReferralEnteredInError
from planning.commands import EnterInError


def when_referral_entered_in_error_end_plan(event: ReferralEnteredInError, _: Envelope) -> list[EnterInError]:
    return [EnterInError(referral_id=event.referral_id, on=event.occurred_on)]
