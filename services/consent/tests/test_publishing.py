"""What leaves the service, and that nothing else does."""

import inspect
from typing import Any

import pytest
from services.consent.tests.examples import (
    A_YEAR_LATER,
    CIRCLE,
    CITY,
    CONSENT,
    GRANTED_ON,
    IN_ERROR,
    KEEPER,
    LAST_DAY,
    OTHER_REFERRAL,
    PARTICIPANT,
    REFERRAL,
    SEPTEMBER_1,
    WITHDRAWN,
    asked,
    granted,
)

from chassis.decisions.domain import Aggregate, DomainEvent
from consent.domain import consent, disclosure, number_replacement, participant, refused_consent
from consent.domain.consent import Consent
from consent.domain.disclosure import Disclosure
from consent.domain.participant import Participant
from consent.domain.refused_consent import RefusedConsent
from consent.publishing import PRIVATE, PUBLISHED, publish
from samplan.contracts.codes import ConsentPurpose
from samplan.contracts.consent import (
    ConsentExpired,
    ConsentGranted,
    ConsentRefused,
    ConsentRevoked,
    ReferralCovered,
)
from samplan.testing.given import given

MODULES = (consent, disclosure, participant, refused_consent, number_replacement)


def facts_of(aggregate: type) -> set[type[DomainEvent]]:
    nested = [each for name, each in vars(aggregate).items() if inspect.isclass(each) and name != "Event"]
    return {each for each in nested if issubclass(each, DomainEvent)}


def test_every_fact_is_published_or_declared_private() -> None:
    classes = [each for module in MODULES for each in vars(module).values() if inspect.isclass(each)]
    facts = {fact for each in classes if each.__module__.startswith("consent.") for fact in facts_of(each)}
    assert len(facts) == 10
    assert facts == PUBLISHED.keys() | PRIVATE
    assert PUBLISHED.keys().isdisjoint(PRIVATE)


def published(decision: Any, *args: Any, **kwargs: Any) -> Any:
    """What is published of a decision on a consent that has been granted."""
    (event,) = given(granted(), id=CONSENT).when(decision, *args, **kwargs).events
    return publish(event)


def published_of(made: Aggregate) -> Any:
    """What is published of the fact that made it."""
    (event,) = made.collect_events()
    assert isinstance(event, DomainEvent)
    return publish(event)


class TestPublish:
    def test_tells_who_may_know_until_when_and_not_in_which_language(self) -> None:
        (event,) = given().when(Consent.grant, CONSENT, **asked()).events
        assert publish(event) == ConsentGranted(
            consent_id=CONSENT,
            participant_id=PARTICIPANT,
            referral_id=REFERRAL,
            agencies=CIRCLE,
            purpose=asked()["purpose"],
            kind=asked()["kind"],
            valid_until=LAST_DAY,
            occurred_on=GRANTED_ON,
        )

    def test_tells_that_another_referral_is_covered(self) -> None:
        assert published(Consent.cover, OTHER_REFERRAL, SEPTEMBER_1) == ReferralCovered(
            consent_id=CONSENT,
            participant_id=PARTICIPANT,
            referral_id=OTHER_REFERRAL,
            occurred_on=SEPTEMBER_1,
        )

    def test_tells_that_a_consent_is_revoked_and_not_through_whom(self) -> None:
        assert published(Consent.revoke, WITHDRAWN, CITY, SEPTEMBER_1) == ConsentRevoked(
            consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=SEPTEMBER_1
        )

    def test_tells_that_nobody_has_revoked_a_consent_of_a_wrong_referral(self) -> None:
        noted, ended = (
            given(granted(), id=CONSENT).when(Consent.enter_in_error, REFERRAL, KEEPER, SEPTEMBER_1).events
        )
        assert (publish(noted), publish(ended)) == (
            None,
            ConsentRevoked(
                consent_id=CONSENT, participant_id=PARTICIPANT, reason=IN_ERROR, occurred_on=SEPTEMBER_1
            ),
        )

    def test_tells_that_a_consent_has_expired(self) -> None:
        assert published(Consent.expire, A_YEAR_LATER) == ConsentExpired(
            consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=A_YEAR_LATER
        )

    def test_tells_of_a_refusal_and_of_nobody(self) -> None:
        refused = RefusedConsent.refuse(CONSENT, referral_id=REFERRAL, recorded_by=CITY, on=GRANTED_ON)
        assert published_of(refused) == ConsentRefused(
            consent_id=CONSENT, referral_id=REFERRAL, occurred_on=GRANTED_ON
        )

    def test_keeps_who_somebody_is_and_who_has_asked(self) -> None:
        registered = Participant.register(PARTICIPANT, sealed="s1", on=GRANTED_ON)
        disclosed = Disclosure.make(
            REFERRAL,
            to=CITY,
            purpose=ConsentPurpose.COORDINATION,
            participant_id=PARTICIPANT,
            consent_id=CONSENT,
            on=GRANTED_ON,
        )
        assert published_of(registered) is None
        assert published_of(disclosed) is None

    def test_stops_at_a_fact_that_nobody_has_placed(self) -> None:
        (event,) = given(granted()).when(Consent.revoke, WITHDRAWN, CITY, SEPTEMBER_1).events
        stray = type("Stray", (type(event),), {})
        object.__setattr__(event, "__class__", stray)
        with pytest.raises(KeyError):
            publish(event)
