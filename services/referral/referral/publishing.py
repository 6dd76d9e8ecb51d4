"""What other agencies may know: each fact as a contract event, or private. The only place that sees both."""

from chassis.domain import DomainEvent
from contracts import referral as published
from contracts.codes import Outcome
from contracts.event import ContractEvent
from referral.domain import facts
from referral.domain.known_consent import KnownConsent

PRIVATE: tuple[type[DomainEvent], ...] = (
    KnownConsent.HeardOf,
    KnownConsent.GrantNoted,
    KnownConsent.CoverageNoted,
    KnownConsent.EndNoted,
)
"""The consent service has already told what these repeat."""

REASONS = {Outcome.MET: "as_required", Outcome.NOT_MET: "not_as_required", Outcome.UNKNOWN: "not_known"}
"""Our own reasons would give away the fact behind them, such as a sickness benefit."""


class NotDeclared(Exception):
    """A fact that is neither published nor declared private."""


def publish(event: DomainEvent) -> ContractEvent | None:
    """The contract event, or None for what is private. Raises NotDeclared."""
    if isinstance(event, PRIVATE):
        return None
    translated = _arrival(event) or _meeting(event) or _end(event)
    if translated is None:
        raise NotDeclared(type(event).__name__)
    return translated


def _arrival(event: DomainEvent) -> ContractEvent | None:
    match event:
        case facts.ReferralSubmitted():
            return published.ReferralSubmitted(
                referral_id=event.originator_id,
                occurred_on=event.occurred_on,
                programme=event.programme,
                referring_agency=event.referring_agency,
            )
        case facts.EligibilityAssessed():
            return _assessed(event)
    return None


def _meeting(event: DomainEvent) -> ContractEvent | None:
    match event:
        case facts.IntakeMeetingBooked():
            return published.IntakeMeetingBooked(
                referral_id=event.originator_id, occurred_on=event.occurred_on, meeting_on=event.meeting_on
            )
        case facts.IntakeMeetingHeld():
            return published.IntakeMeetingHeld(referral_id=event.originator_id, occurred_on=event.occurred_on)
    return None


def _end(event: DomainEvent) -> ContractEvent | None:
    match event:
        case facts.ReferralDeclined():
            return published.ReferralDeclined(
                referral_id=event.originator_id, occurred_on=event.occurred_on, reason=event.reason
            )
        case facts.ParticipantEnrolled():
            return _enrolled(event)
    return None


def _assessed(event: facts.EligibilityAssessed) -> published.EligibilityAssessed:
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


def _enrolled(event: facts.ParticipantEnrolled) -> published.ParticipantEnrolled:
    return published.ParticipantEnrolled(
        referral_id=event.originator_id,
        occurred_on=event.occurred_on,
        participant_id=event.participant_id,
        consent_id=event.consent_id,
        programme=event.programme,
        mode=event.mode,
        sex=event.sex,
        age_band=event.age_band,
        referring_agency=event.referring_agency,
        income_support=event.income_support,
    )
