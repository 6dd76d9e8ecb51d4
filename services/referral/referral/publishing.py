"""What other agencies may know: each fact as a contract event, or private. The only place that sees both."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from chassis.decisions.domain import DomainEvent
from referral.domain import end_facts, facts, meeting_facts, visit_facts
from referral.domain.anonymous_count import AnonymousCount
from referral.domain.capacity import Capacity
from referral.domain.disclosures import Disclosures
from referral.domain.draft import Draft
from referral.domain.intake_round import IntakeRound
from referral.domain.known_consent import KnownConsent
from referral.domain.number_replacement import NumberReplacement
from referral.domain.pause import IntakePause
from samplan.contracts import referral as published
from samplan.contracts.codes import Outcome
from samplan.contracts.event import ContractEvent

REASONS = {Outcome.MET: "as_required", Outcome.NOT_MET: "not_as_required", Outcome.UNKNOWN: "not_known"}
"""Our own reasons would give away the fact behind them, such as a sickness benefit."""


def _as(contract: type[ContractEvent]) -> Callable[[Any], ContractEvent]:
    """The members that the contract declares, each under the name it has in the fact."""
    names = [name for name in contract.__struct_fields__ if name != contract.SUBJECT]

    def published_from(event: DomainEvent) -> ContractEvent:
        members: dict[str, Any] = {name: getattr(event, name) for name in names}
        members[contract.SUBJECT] = event.originator_id
        return contract(**members)

    return published_from


def _returned(event: facts.ReferralReturned) -> ContractEvent:
    return published.ReferralReturned(
        referral_id=event.originator_id, occurred_on=event.occurred_on, gaps=len(event.gaps)
    )


def _assessed(event: facts.EligibilityAssessed) -> ContractEvent:
    return published.EligibilityAssessed(
        referral_id=event.originator_id,
        occurred_on=event.occurred_on,
        policy=event.trace.policy,
        policy_version=event.trace.policy_version,
        outcome=event.trace.outcome,
        criteria=tuple(
            published.CriterionOutcome(
                criterion=finding.criterion, outcome=finding.outcome, reason=REASONS[finding.outcome]
            )
            for finding in event.trace.findings
        ),
    )


def _withdrawn(event: facts.IdentityProtected) -> ContractEvent | None:
    """As an error would be: nobody can tell that it is one with protected identity (decision 21)."""
    if not event.is_withdrawn:
        return None
    return published.ReferralEnteredInError(referral_id=event.originator_id, occurred_on=event.occurred_on)


PUBLISHED: Mapping[type[DomainEvent], Callable[[Any], ContractEvent | None]] = MappingProxyType(
    {
        facts.ReferralSubmitted: _as(published.ReferralSubmitted),
        facts.ReferralReturned: _returned,
        facts.ReferralSupplemented: _as(published.ReferralSupplemented),
        facts.IdentityProtected: _withdrawn,
        facts.EligibilityAssessed: _assessed,
        facts.IntakeMeetingBooked: _as(published.IntakeMeetingBooked),
        meeting_facts.IntakeMeetingRebooked: _as(published.IntakeMeetingBooked),
        facts.IntakeMeetingHeld: _as(published.IntakeMeetingHeld),
        facts.ReferralDeclined: _as(published.ReferralDeclined),
        end_facts.ReferralWithdrawn: _as(published.ReferralWithdrawn),
        end_facts.ReferralRouted: _as(published.ReferralRouted),
        end_facts.ReferralEnteredInError: _as(published.ReferralEnteredInError),
        facts.ParticipantEnrolled: _as(published.ParticipantEnrolled),
        visit_facts.StudyVisitStarted: _as(published.StudyVisitStarted),
        visit_facts.StudyVisitFollowedUp: _as(published.StudyVisitFollowedUp),
        visit_facts.StudyVisitEnded: _as(published.StudyVisitEnded),
        IntakeRound.Held: _as(published.IntakeRoundHeld),
        IntakePause.Paused: _as(published.IntakePaused),
        IntakePause.Resumed: _as(published.IntakeResumed),
        Capacity.Published: _as(published.CapacityPublished),
        Capacity.PublishedAnew: _as(published.CapacityPublished),
        AnonymousCount.Counted: _as(published.AnonymousParticipationCounted),
    }
)

PRIVATE: frozenset[type[DomainEvent]] = frozenset(
    {
        # Nothing of a draft is published.
        Draft.Begun,
        Draft.Edited,
        Draft.Ended,
        # Why somebody did not come, or is not decided on yet, is the intake's own business.
        meeting_facts.IntakeMeetingMissed,
        meeting_facts.DecisionPostponed,
        visit_facts.StudyVisitReminded,
        # That somebody comes again would tie what one agency did to what another did.
        end_facts.LinkedToEarlierReferral,
        # Which numbers are one person's is known to the intake office alone.
        NumberReplacement.Recorded,
        NumberReplacement.Undone,
        # A disclosure is the participant's to know of, and is listed for her.
        Disclosures.Opened,
        Disclosures.Disclosed,
        # The consent service has already told what these repeat.
        KnownConsent.HeardOf,
        KnownConsent.GrantNoted,
        KnownConsent.CoverageNoted,
        KnownConsent.EndNoted,
    }
)


def publish(event: DomainEvent) -> ContractEvent | None:
    """The contract event, or None for what is private. Raises KeyError for a fact that nobody has placed.

    Nothing is published about somebody with protected identity (C-13).
    """
    if type(event) in PRIVATE or (isinstance(event, facts.ReferralEvent) and event.is_protected):
        return None
    return PUBLISHED[type(event)](event)
