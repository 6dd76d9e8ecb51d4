"""Reactions to events, and what this service repeats when a restored store has lost it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from chassis.service.service import Policy
from consent.policies.when_block_was_lost_set_block import when_block_was_lost_set_block
from consent.policies.when_closing_was_lost_close_emergency_access import (
    when_closing_was_lost_close_emergency_access,
)
from consent.policies.when_death_was_lost_record_death import when_death_was_lost_record_death
from consent.policies.when_departure_was_lost_leave_programme import when_departure_was_lost_leave_programme
from consent.policies.when_disclosure_made_note_disclosure import when_disclosure_made_note_disclosure
from consent.policies.when_erasure_acknowledged_note_it import when_erasure_acknowledged_note_it
from consent.policies.when_erasure_was_lost_erase_participant import when_erasure_was_lost_erase_participant
from consent.policies.when_narrowing_was_lost_narrow_consent import when_narrowing_was_lost_narrow_consent
from consent.policies.when_referral_entered_in_error_end_consent import (
    when_referral_entered_in_error_end_consent,
)
from consent.policies.when_referral_submitted_note_keeper import when_referral_submitted_note_keeper
from consent.policies.when_revocation_was_lost_revoke_consent import when_revocation_was_lost_revoke_consent
from samplan.contracts.consent import (
    AgencyLeft,
    BlockSet,
    ConsentNarrowed,
    ConsentRevoked,
    EmergencyAccessClosed,
    ParticipantDeceased,
)
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.disclosures import DisclosureEvent
from samplan.contracts.owners.erasures import ErasureAcknowledgement, ErasureExecuted
from samplan.contracts.referral import ReferralEnteredInError, ReferralSubmitted
from samplan.contracts.registry import EVENTS

_DISCLOSURES = [event for event in EVENTS.values() if issubclass(event, DisclosureEvent)]
"""One of each owner's."""
_ACKNOWLEDGEMENTS = [event for event in EVENTS.values() if issubclass(event, ErasureAcknowledgement)]

POLICIES: Mapping[type[ContractEvent], Sequence[Policy]] = MappingProxyType(
    {
        ReferralSubmitted: (when_referral_submitted_note_keeper,),
        ReferralEnteredInError: (when_referral_entered_in_error_end_consent,),
        **dict.fromkeys(_DISCLOSURES, (when_disclosure_made_note_disclosure,)),
        **dict.fromkeys(_ACKNOWLEDGEMENTS, (when_erasure_acknowledged_note_it,)),
    }
)

RECLAIMS: Mapping[type[ContractEvent], Sequence[Policy]] = MappingProxyType(
    {
        ConsentRevoked: (when_revocation_was_lost_revoke_consent,),
        ConsentNarrowed: (when_narrowing_was_lost_narrow_consent,),
        BlockSet: (when_block_was_lost_set_block,),
        EmergencyAccessClosed: (when_closing_was_lost_close_emergency_access,),
        ParticipantDeceased: (when_death_was_lost_record_death,),
        ErasureExecuted: (when_erasure_was_lost_erase_participant,),
        AgencyLeft: (when_departure_was_lost_leave_programme,),
    }
)
