from planning.error_entry.enter_in_error import EnterInError
from samplan.contracts.envelope import Envelope
from samplan.contracts.referral import ReferralEnteredInError


def when_referral_entered_in_error_end_plan(
    event: ReferralEnteredInError, envelope: Envelope
) -> list[EnterInError]:
    return [
        EnterInError(referral_id=event.referral_id, source=envelope.source, occurred_on=event.occurred_on)
    ]
