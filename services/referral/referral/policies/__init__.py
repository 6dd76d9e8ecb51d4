"""Reactions: each a pure function from another service's event to commands of this one."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from chassis.service.service import Policy
from referral.policies.when_circle_changed_forget_plan_steps import when_circle_changed_forget_plan_steps
from referral.policies.when_circle_changed_note_circle import when_circle_changed_note_circle
from referral.policies.when_erasure_executed_note_erasure import when_erasure_executed_note_erasure
from referral.policies.when_erasure_requested_note_announcement import (
    when_erasure_requested_note_announcement,
)
from referral.policies.when_participant_deceased_end_referrals import when_participant_deceased_end_referrals
from referral.policies.when_plan_changed_tell_referrer import STEPS, when_plan_changed_tell_referrer
from referral.policies.when_plan_opened_note_plan import when_plan_opened_note_plan
from referral.policies.when_referral_covered_link_referral import when_referral_covered_link_referral
from samplan.contracts.consent import ConsentGranted, ParticipantDeceased, ReferralCovered
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.erasures import ErasureExecuted, ErasureRequested
from samplan.contracts.planning.plans import EnrolmentJoined, PlanOpened
from samplan.contracts.registry import EVENTS, TypeName

OF_CONSENTS = [event for name, event in EVENTS.items() if TypeName.parse(name).service == "consent"]
_COVERS = (
    when_circle_changed_note_circle,
    when_referral_covered_link_referral,
    when_participant_deceased_end_referrals,
)
_NARROWS = (when_circle_changed_note_circle, when_circle_changed_forget_plan_steps)

POLICIES: Mapping[type[ContractEvent], Sequence[Policy]] = MappingProxyType(
    {
        **dict.fromkeys(OF_CONSENTS, _NARROWS),
        ConsentGranted: _COVERS,
        ReferralCovered: _COVERS,
        ErasureRequested: (*_NARROWS, when_erasure_requested_note_announcement),
        ErasureExecuted: (*_NARROWS, when_erasure_executed_note_erasure),
        ParticipantDeceased: (*_NARROWS, when_participant_deceased_end_referrals),
        **dict.fromkeys((PlanOpened, EnrolmentJoined), (when_plan_opened_note_plan,)),
        **dict.fromkeys(STEPS, (when_plan_changed_tell_referrer,)),
    }
)
