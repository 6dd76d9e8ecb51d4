"""Events that change no figure, and why. Each is stored as a fact like any other (T-01)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from samplan.contracts import referral
from samplan.contracts.event import ContractEvent

IGNORED: Mapping[type[ContractEvent], str] = MappingProxyType(
    {
        referral.ReferralReturned: "the referral stays at the step that it had reached (T-05)",
        referral.ReferralSupplemented: "its assessment, which follows, is the step (T-05)",
        referral.IntakeMeetingBooked: "the meeting held is the step, not the booking (T-05)",
        referral.AnonymousParticipationCounted: "names no programme, and every figure is of one (T-04)",
        referral.CapacityPublished: "free places are for those who refer (R-11); no indicator counts them",
        referral.IntakeRoundHeld: "its referrals are counted one by one (T-05)",
        referral.IntakePaused: "changes no journey; a reader sees the months without referrals (T-04)",
        referral.IntakeResumed: "as for the pause that it ends",
    }
)
