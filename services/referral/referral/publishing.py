"""The facts whose contract event differs from them: each of the others is published by name, or private."""

from datetime import date

from chassis.decisions.published import Beside, Publishing, published_as
from referral.capacity.capacity import Capacity
from referral.eligibility.assess_eligibility import EligibilityAssessed
from referral.eligibility.settle_criterion import CriterionSettled
from referral.endings.route_referral import ReferralRouted
from referral.enrolment.participant_enrolled import ParticipantEnrolled
from referral.meetings.rebook_intake_meeting import IntakeMeetingRebooked
from referral.protection.protect_identity import IdentityProtected
from referral.supplementing.return_referral import ReferralReturned
from samplan.contracts import referral as published
from samplan.contracts.codes import Outcome
from samplan.contracts.codes.ages import AgeGroup
from samplan.contracts.event import ContractEvent
from samplan.contracts.intake import CapacityPublished

REASONS = {Outcome.MET: "as_required", Outcome.NOT_MET: "not_as_required", Outcome.UNKNOWN: "not_known"}
"""Our own reasons would give away the fact behind them, such as a sickness benefit."""


def _returned(fact: ReferralReturned) -> ContractEvent:
    return published.ReferralReturned(
        referral_id=fact.originator_id, occurred_on=fact.occurred_on, gaps=len(fact.gaps)
    )


def _assessed(fact: EligibilityAssessed | CriterionSettled) -> ContractEvent:
    return published.EligibilityAssessed(
        referral_id=fact.originator_id,
        occurred_on=fact.occurred_on,
        policy=fact.trace.policy,
        policy_version=fact.trace.policy_version,
        outcome=fact.trace.outcome,
        criteria=tuple(
            published.CriterionOutcome(
                criterion=finding.criterion, outcome=finding.outcome, reason=REASONS[finding.outcome]
            )
            for finding in fact.trace.findings
        ),
    )


def _withdrawn(fact: IdentityProtected) -> ContractEvent | None:
    """As an error would be: no agency can tell that it is one with protected identity (decision 21)."""
    if not fact.is_withdrawn:
        return None
    return published.ReferralEnteredInError(referral_id=fact.originator_id, occurred_on=fact.occurred_on)


_ENROLLED = {
    1: published_as(published.ParticipantEnrolled),
    2: published_as(published.ParticipantEnrolledV2),
}
_ROUTED = {1: published_as(published.ReferralRouted), 2: published_as(published.ReferralRoutedV2)}


def _described(fact: ParticipantEnrolled) -> ContractEvent | None:
    """Version 1 of the enrolment says it itself."""
    if fact.contract_version == 1:
        return None
    return published.EnrolmentDescribed(
        referral_id=fact.originator_id,
        occurred_on=date(fact.occurred_on.year, 1, 1),
        sex=fact.sex,
        income_support=fact.income_support,
        age_group=AgeGroup.of(fact.age_band),
    )


publish = Publishing(
    {
        ReferralReturned: _returned,
        EligibilityAssessed: _assessed,
        CriterionSettled: _assessed,
        IdentityProtected: _withdrawn,
        ParticipantEnrolled: lambda fact: _ENROLLED[fact.contract_version](fact),
        ReferralRouted: lambda fact: _ROUTED[fact.contract_version](fact),
        IntakeMeetingRebooked: published_as(published.IntakeMeetingBooked),
        Capacity.PublishedAgain: published_as(CapacityPublished),
    }
)

STATISTICS = Beside(published.EnrolmentDescribed, {ParticipantEnrolled: _described})
