"""Reactions: each a pure function from another service's event to commands of this one."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from chassis.service.service import Policy
from planning.policies.when_consent_expired_close_sharing import when_consent_expired_close_sharing
from planning.policies.when_consent_granted_note_consent import when_consent_granted_note_consent
from planning.policies.when_consent_revoked_close_sharing import when_consent_revoked_close_sharing
from planning.policies.when_participant_enrolled_open_plan import when_participant_enrolled_open_plan
from planning.policies.when_referral_entered_in_error_end_plan import when_referral_entered_in_error_end_plan
from samplan.contracts.consent import ConsentExpired, ConsentGranted, ConsentRevoked
from samplan.contracts.event import ContractEvent
from samplan.contracts.referral import ParticipantEnrolled, ReferralEnteredInError

POLICIES: Mapping[type[ContractEvent], Sequence[Policy]] = MappingProxyType(
    {
        ParticipantEnrolled: (when_participant_enrolled_open_plan,),
        ReferralEnteredInError: (when_referral_entered_in_error_end_plan,),
        ConsentGranted: (when_consent_granted_note_consent,),
        ConsentRevoked: (when_consent_revoked_close_sharing,),
        ConsentExpired: (when_consent_expired_close_sharing,),
    }
)
