"""Reactions: each a pure function from another service's event to commands of this one."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from chassis.service.service import Policy
from planning.policies.when_activity_card_received_apply_it import (
    ASKS,
    when_activity_card_received_apply_it,
)
from planning.policies.when_circle_changed_note_circle import when_circle_changed_note_circle
from planning.policies.when_consent_granted_end_waiting_visits import when_consent_granted_end_waiting_visits
from planning.policies.when_consent_granted_open_waiting_plans import when_consent_granted_open_waiting_plans
from planning.policies.when_erasure_executed_note_erasure import when_erasure_executed_note_erasure
from planning.policies.when_erasure_requested_note_announcement import (
    when_erasure_requested_note_announcement,
)
from planning.policies.when_participant_deceased_end_plans import when_participant_deceased_end_plans
from planning.policies.when_participant_enrolled_note_owner import when_participant_enrolled_note_owner
from planning.policies.when_participant_enrolled_open_plan import when_participant_enrolled_open_plan
from planning.policies.when_referral_entered_in_error_end_plan import when_referral_entered_in_error_end_plan
from planning.policies.when_study_visit_ended_end_study_visit import when_study_visit_ended_end_study_visit
from samplan.contracts.consent import ConsentGranted, ParticipantDeceased
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.erasures import ErasureExecuted, ErasureRequested
from samplan.contracts.referral import (
    ParticipantEnrolled,
    ParticipantEnrolledV2,
    ReferralEnteredInError,
    StudyVisitEnded,
)
from samplan.contracts.registry import EVENTS, TypeName

OF_CONSENTS = [event for name, event in EVENTS.items() if TypeName.parse(name).service == "consent"]

POLICIES: Mapping[type[ContractEvent], Sequence[Policy]] = MappingProxyType(
    {
        **dict.fromkeys(OF_CONSENTS, (when_circle_changed_note_circle,)),
        ConsentGranted: (
            when_circle_changed_note_circle,
            when_consent_granted_open_waiting_plans,
            when_consent_granted_end_waiting_visits,
            when_participant_deceased_end_plans,
        ),
        ErasureRequested: (when_circle_changed_note_circle, when_erasure_requested_note_announcement),
        ErasureExecuted: (when_circle_changed_note_circle, when_erasure_executed_note_erasure),
        ParticipantDeceased: (when_circle_changed_note_circle, when_participant_deceased_end_plans),
        **dict.fromkeys(
            (ParticipantEnrolled, ParticipantEnrolledV2),
            (
                when_participant_enrolled_note_owner,
                when_participant_enrolled_open_plan,
                when_participant_deceased_end_plans,
            ),
        ),
        StudyVisitEnded: (when_study_visit_ended_end_study_visit,),
        **dict.fromkeys(ASKS, (when_activity_card_received_apply_it,)),
        ReferralEnteredInError: (when_referral_entered_in_error_end_plan,),
    }
)
