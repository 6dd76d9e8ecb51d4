from consent.error_entry.enter_in_error import EnterInError
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import Envelope
from samplan.contracts.referral import ReferralEnteredInError


def when_referral_entered_in_error_end_consent(
    event: ReferralEnteredInError, envelope: Envelope
) -> list[EnterInError]:
    """Unless it covers another referral. Late protection of an identity is published so too (decision 21)."""
    keeper = Agency(envelope.source.split("/")[1])
    return [EnterInError(referral_id=event.referral_id, by=keeper, occurred_on=event.occurred_on)]
