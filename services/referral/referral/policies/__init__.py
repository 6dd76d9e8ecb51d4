"""Reactions: each a pure function from another service's event to commands of this one."""

from collections.abc import Mapping, Sequence

from chassis.service.service import Policy
from referral.policies.when_consent_expired_withdraw_consent import when_consent_expired_withdraw_consent
from referral.policies.when_consent_granted_note_consent import when_consent_granted_note_consent
from referral.policies.when_consent_refused_note_refusal import when_consent_refused_note_refusal
from referral.policies.when_consent_revoked_withdraw_consent import when_consent_revoked_withdraw_consent
from referral.policies.when_referral_covered_note_coverage import when_referral_covered_note_coverage
from samplan.contracts.consent import (
    ConsentExpired,
    ConsentGranted,
    ConsentRefused,
    ConsentRevoked,
    ReferralCovered,
)
from samplan.contracts.event import ContractEvent

POLICIES: Mapping[type[ContractEvent], Sequence[Policy]] = {
    ConsentGranted: (when_consent_granted_note_consent,),
    ReferralCovered: (when_referral_covered_note_coverage,),
    ConsentRevoked: (when_consent_revoked_withdraw_consent,),
    ConsentExpired: (when_consent_expired_withdraw_consent,),
    ConsentRefused: (when_consent_refused_note_refusal,),
}
