"""The facts whose contract event differs from them: each of the others is published by name, or private."""

from chassis.decisions.published import Publishing, published_as
from referral.capacity.capacity import Capacity
from referral.eligibility.assess_eligibility import EligibilityAssessed
from referral.eligibility.settle_criterion import CriterionSettled
from referral.meetings.rebook_intake_meeting import IntakeMeetingRebooked
from referral.protection.protect_identity import IdentityProtected
from referral.supplementing.return_referral import ReferralReturned
from samplan.contracts import referral as published
from samplan.contracts.codes import Outcome
from samplan.contracts.event import ContractEvent

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


publish = Publishing(
    {
        ReferralReturned: _returned,
        EligibilityAssessed: _assessed,
        CriterionSettled: _assessed,
        IdentityProtected: _withdrawn,
        IntakeMeetingRebooked: published_as(published.IntakeMeetingBooked),
        Capacity.PublishedAgain: published_as(published.CapacityPublished),
    }
)
