"""How a referral can end without enrolment, and what it has to do with earlier ones."""

from enum import StrEnum
from uuid import UUID

from referral.domain.facts import ReferralEvent
from referral.domain.state import Link, ReferralState, Step
from samplan.contracts.codes import DeclineReason


class OngoingIntervention(StrEnum):
    """What must not be broken: the code goes with the reason in words, and stays here."""

    RUSTA_OCH_MATCHA = "rusta_och_matcha"
    LABOUR_MARKET_TRAINING = "labour_market_training"
    KRAMI = "krami"
    OTHER = "other"


class ReferralWithdrawn(ReferralEvent):
    """`sealed`: the reason in words, where there is one."""

    TOPIC = "referral.ReferralWithdrawn"
    reason: DeclineReason
    sealed: str | None

    def apply(self, referral: ReferralState) -> None:
        referral.step = Step.WITHDRAWN
        referral.declined_because = self.reason
        referral.last_step_on = self.occurred_on


class ReferralRouted(ReferralEvent):
    """To another programme, as the referral `new_referral_id`."""

    TOPIC = "referral.ReferralRouted"
    reason: DeclineReason
    new_referral_id: UUID
    sealed: str | None

    def apply(self, referral: ReferralState) -> None:
        referral.step = Step.ROUTED
        referral.declined_because = self.reason
        referral.routed_to = self.new_referral_id
        referral.last_step_on = self.occurred_on


class ReferralEnteredInError(ReferralEvent):
    TOPIC = "referral.ReferralEnteredInError"

    def apply(self, referral: ReferralState) -> None:
        referral.step = Step.ENTERED_IN_ERROR
        referral.last_step_on = self.occurred_on


class LinkedToEarlierReferral(ReferralEvent):
    """`within_a_year`: the person's referrals to the programme in the last 12 months, this one included."""

    TOPIC = "referral.LinkedToEarlierReferral"
    earlier: UUID
    within_a_year: int

    def apply(self, referral: ReferralState) -> None:
        referral.link = Link(earlier=self.earlier, within_a_year=self.within_a_year)
