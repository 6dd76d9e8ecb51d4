"""What leaves the service, and that nothing else does."""

from typing import Any

import pytest
from services.consent.tests.examples import (
    A_YEAR_LATER,
    CARE,
    CIRCLE,
    CITY,
    CONSENT,
    FORM,
    GRANTED_ON,
    IN_ERROR,
    KEEPER,
    LAST_DAY,
    OTHER_REFERRAL,
    PARTICIPANT,
    PROGRAMME,
    REFERRAL,
    SEPTEMBER_1,
    TERMS,
    cover,
    grant,
    granted,
    next_version,
    refuse,
    revoke,
)
from tests.contracts.stored_events import facts_of

from chassis.decisions.domain import Aggregate, DomainEvent
from chassis.decisions.published import Publishing, contract_of
from consent.consent import Consent, ConsentFact
from consent.error_entry.enter_in_error import enter_in_error
from consent.expiring.expire_consents import expire
from consent.lookups.disclosure import Disclosure, DisclosureMade
from consent.participants.participant import Participant, ParticipantRegistered
from samplan.contracts.codes import ConsentPurpose
from samplan.contracts.consent import (
    ConsentExpired,
    ConsentGranted,
    ConsentRevoked,
    ReferralCovered,
)
from samplan.contracts.registry import EVENTS
from samplan.testing.given import given

publish = Publishing()
FACTS = set(facts_of("consent"))
PRIVATE = {fact for fact in FACTS if fact.IS_PRIVATE}


class Stray(ConsentFact):
    """One without a contract event."""

    TOPIC = "consent.SomethingHappened"


def test_every_fact_is_published_or_declared_private() -> None:
    published = {event for event in EVENTS.values() if event.TYPE.startswith("samplan.consent.")}
    assert {contract_of(fact) for fact in FACTS - PRIVATE} == published
    assert {contract_of(fact) for fact in PRIVATE} == {None}


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
        (event,) = given().when(grant(consent_id=CONSENT).decide, TERMS, PARTICIPANT, 1).events
        assert publish(event) == ConsentGranted(
            consent_id=CONSENT,
            participant_id=PARTICIPANT,
            referral_id=REFERRAL,
            agencies=CIRCLE,
            purpose=FORM["purpose"],
            kind=FORM["kind"],
            valid_until=LAST_DAY,
            granted_by=CITY,
            programme=PROGRAMME,
            circle_version=1,
            occurred_on=GRANTED_ON,
        )

    def test_tells_that_another_referral_is_covered(self) -> None:
        assert published(cover(CONSENT)) == ReferralCovered(
            consent_id=CONSENT,
            participant_id=PARTICIPANT,
            referral_id=OTHER_REFERRAL,
            occurred_on=SEPTEMBER_1,
        )

    def test_tells_that_a_consent_is_revoked_and_not_through_whom(self) -> None:
        assert published(revoke(CONSENT).decide, next_version) == ConsentRevoked(
            consent_id=CONSENT, participant_id=PARTICIPANT, circle_version=2, occurred_on=SEPTEMBER_1
        )

    def test_publishes_that_a_consent_of_a_wrong_referral_was_not_withdrawn(self) -> None:
        noted, ended = (
            given(granted(), id=CONSENT)
            .when(enter_in_error, REFERRAL, KEEPER, SEPTEMBER_1, next_version)
            .events
        )
        assert (publish(noted), publish(ended)) == (
            None,
            ConsentRevoked(
                consent_id=CONSENT,
                participant_id=PARTICIPANT,
                reason=IN_ERROR,
                circle_version=2,
                occurred_on=SEPTEMBER_1,
            ),
        )

    def test_tells_that_a_consent_has_expired(self) -> None:
        assert published(expire, A_YEAR_LATER, next_version) == ConsentExpired(
            consent_id=CONSENT, participant_id=PARTICIPANT, circle_version=2, occurred_on=A_YEAR_LATER
        )

    def test_publishes_no_refusal(self) -> None:
        """Beside the counts of a programme it would tell who refused (C-02)."""
        assert published_of(refuse().decide()) is None

    def test_keeps_identities_and_disclosures_private(self) -> None:
        registered = Participant.begin(
            ParticipantRegistered, PARTICIPANT, sealed="s1", occurred_on=GRANTED_ON
        )
        assert published_of(registered) is None
        disclosure = Disclosure.begin(
            DisclosureMade,
            CONSENT,
            to=CARE,
            purpose=ConsentPurpose.COORDINATION,
            participant_id=PARTICIPANT,
            consent_id=CONSENT,
            occurred_on=GRANTED_ON,
        )
        assert published_of(disclosure) is None

    def test_stops_at_a_fact_without_a_contract_event(self) -> None:
        consent: Consent = given(granted()).aggregate(Consent)
        consent.trigger_event(Stray, occurred_on=SEPTEMBER_1)
        (event,) = consent.collect_events()
        assert isinstance(event, Stray)
        with pytest.raises(KeyError):
            publish(event)
