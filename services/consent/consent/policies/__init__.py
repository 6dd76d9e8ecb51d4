"""Reactions to events, and what this service repeats when a restored store has lost it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from chassis.service.service import Policy
from consent.policies.when_referral_entered_in_error_end_consent import (
    when_referral_entered_in_error_end_consent,
)
from consent.policies.when_referral_submitted_note_keeper import when_referral_submitted_note_keeper
from consent.policies.when_revocation_was_lost_revoke_consent import when_revocation_was_lost_revoke_consent
from samplan.contracts.consent import ConsentRevoked
from samplan.contracts.event import ContractEvent
from samplan.contracts.referral import ReferralEnteredInError, ReferralSubmitted

POLICIES: Mapping[type[ContractEvent], Sequence[Policy]] = MappingProxyType(
    {
        ReferralSubmitted: (when_referral_submitted_note_keeper,),
        ReferralEnteredInError: (when_referral_entered_in_error_end_consent,),
    }
)

RECLAIMS: Mapping[type[ContractEvent], Sequence[Policy]] = MappingProxyType(
    {ConsentRevoked: (when_revocation_was_lost_revoke_consent,)}
)
