"""What other agencies may know: each fact as a contract event, or private. The only place that sees both."""

from collections.abc import Mapping
from types import MappingProxyType

from chassis.decisions.domain import DomainEvent
from planning.domain import facts
from planning.domain.known_consent import KnownConsent
from samplan.contracts import planning as published
from samplan.contracts.event import ContractEvent

PUBLISHED: Mapping[type[DomainEvent], type[published.PlanEvent]] = MappingProxyType(
    {
        facts.PlanOpened: published.PlanOpened,
        facts.EnrolmentJoined: published.EnrolmentJoined,
        facts.CoordinatorAppointed: published.CoordinatorAppointed,
        facts.TrackChosen: published.TrackChosen,
        facts.PlanAgreed: published.PlanAgreed,
        facts.PlanDeadlineMissed: published.PlanDeadlineMissed,
        facts.ActivityStarted: published.ActivityStarted,
        facts.ActivityCompleted: published.ActivityCompleted,
        facts.ActivityInterrupted: published.ActivityInterrupted,
        facts.IncomeSupportRecorded: published.IncomeSupportRecorded,
        facts.ExitedToWork: published.ExitedToWork,
        facts.ExitedToStudies: published.ExitedToStudies,
        facts.ExitedOtherwise: published.ExitedOtherwise,
    }
)

# What the consent service and the referral service have already told, as this service took note of it.
PRIVATE: frozenset[type[DomainEvent]] = frozenset(
    {
        facts.AgenciesNamed,
        facts.SharingClosed,
        facts.ReferralEnteredInError,
        facts.PlanEnteredInError,
        KnownConsent.HeardOf,
        KnownConsent.GrantNoted,
        KnownConsent.EndNoted,
        KnownConsent.PlanNoted,
    }
)


def publish(event: DomainEvent) -> ContractEvent | None:
    """The contract event; None for what is private, and for what was withheld when it happened.

    A contract takes only the members it declares. Raises KeyError for a fact that nobody has placed.
    """
    if type(event) in PRIVATE:
        return None
    contract = PUBLISHED[type(event)]
    if not (isinstance(event, facts.PlanEvent) and event.shared):
        return None
    members = {name: getattr(event, name) for name in contract.__struct_fields__ if name != "plan_id"}
    return contract(plan_id=event.originator_id, **members)
