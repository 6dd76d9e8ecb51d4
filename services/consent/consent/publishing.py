"""What other agencies may know: each fact as a contract event, or private. The only place that sees both."""

from collections.abc import Mapping
from types import MappingProxyType

from chassis.decisions.domain import DomainEvent
from consent.domain.consent import Consent
from consent.domain.disclosure import Disclosure
from consent.domain.number_replacement import NumberReplacement
from consent.domain.participant import Participant
from consent.domain.refused_consent import RefusedConsent
from samplan.contracts import consent as published
from samplan.contracts.event import ContractEvent

PUBLISHED: Mapping[type[DomainEvent], type[published.ConsentEvent]] = MappingProxyType(
    {
        Consent.ConsentGranted: published.ConsentGranted,
        Consent.ReferralCovered: published.ReferralCovered,
        RefusedConsent.ConsentRefused: published.ConsentRefused,
        Consent.ConsentRevoked: published.ConsentRevoked,
        Consent.ConsentExpired: published.ConsentExpired,
    }
)

# Who somebody is, who has asked, and what the referral service has told already.
PRIVATE: frozenset[type[DomainEvent]] = frozenset(
    {
        Participant.ParticipantRegistered,
        Disclosure.DisclosureMade,
        Consent.ReferralEnteredInError,
        NumberReplacement.NumberReplaced,
        NumberReplacement.NumberReplacementUndone,
    }
)


def publish(event: DomainEvent) -> ContractEvent | None:
    """The contract event, None for what is private.

    A contract takes only the members it declares. Raises KeyError for a fact that nobody has placed.
    """
    if type(event) in PRIVATE:
        return None
    contract = PUBLISHED[type(event)]
    members = {name: getattr(event, name) for name in contract.__struct_fields__ if name != "consent_id"}
    return contract(consent_id=event.originator_id, **members)
