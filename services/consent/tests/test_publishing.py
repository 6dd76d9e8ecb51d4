"""What leaves the service, and that nothing else does."""

from dataclasses import replace
from typing import Any

import pytest
from services.consent.tests.examples import (
    A_YEAR_LATER,
    CIRCLE,
    CONSENT,
    FORM,
    GRANTED_ON,
    IN_ERROR,
    KEEPER,
    LAST_DAY,
    OTHER_REFERRAL,
    PARTICIPANT,
    REFERRAL,
    SEPTEMBER_1,
    TERMS,
    cover,
    grant,
    granted,
    look_up,
    refuse,
    revoke,
)
from tests.contracts.stored_events import facts_of

from chassis.decisions.domain import Aggregate, DomainEvent
from chassis.decisions.published import Publishing, contract_of
from consent.consent import Consent, ConsentFact
from consent.error_entry.enter_in_error import enter_in_error
from consent.expiring.expire_consents import expire
from consent.participants.participant import Participant, ParticipantRegistered
from samplan.contracts.consent import (
    ConsentEvent,
    ConsentExpired,
    ConsentGranted,
    ConsentRefused,
    ConsentRevoked,
    ReferralCovered,
)
from samplan.testing.given import given

publish = Publishing()
FACTS = set(facts_of("consent"))
PRIVATE = {fact for fact in FACTS if fact.IS_PRIVATE}


class Stray(ConsentFact):
    """One without a contract event."""

    TOPIC = "consent.SomethingHappened"


def test_every_fact_is_published_or_declared_private() -> None:
    assert len(FACTS) == 10
    assert {contract_of(fact) for fact in FACTS - PRIVATE} == set(ConsentEvent.__subclasses__())
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
        (event,) = given().when(grant(consent_id=CONSENT).decide, TERMS, PARTICIPANT).events
        assert publish(event) == ConsentGranted(
            consent_id=CONSENT,
            participant_id=PARTICIPANT,
            referral_id=REFERRAL,
            agencies=CIRCLE,
            purpose=FORM["purpose"],
            kind=FORM["kind"],
            valid_until=LAST_DAY,
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
        assert published(revoke(CONSENT)) == ConsentRevoked(
            consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=SEPTEMBER_1
        )

    def test_publishes_that_a_consent_of_a_wrong_referral_was_not_withdrawn(self) -> None:
        noted, ended = given(granted(), id=CONSENT).when(enter_in_error, REFERRAL, KEEPER, SEPTEMBER_1).events
        assert (publish(noted), publish(ended)) == (
            None,
            ConsentRevoked(
                consent_id=CONSENT, participant_id=PARTICIPANT, reason=IN_ERROR, occurred_on=SEPTEMBER_1
            ),
        )

    def test_tells_that_a_consent_has_expired(self) -> None:
        assert published(expire, A_YEAR_LATER) == ConsentExpired(
            consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=A_YEAR_LATER
        )

    def test_publishes_a_refusal_without_an_identity(self) -> None:
        assert published_of(replace(refuse(), consent_id=CONSENT).decide()) == ConsentRefused(
            consent_id=CONSENT, referral_id=REFERRAL, occurred_on=GRANTED_ON
        )

    def test_keeps_identities_and_disclosures_private(self) -> None:
        registered = Participant.begin(
            ParticipantRegistered, PARTICIPANT, sealed="s1", occurred_on=GRANTED_ON
        )
        assert published_of(registered) is None
        assert published_of(look_up().decide(PARTICIPANT, CONSENT)) is None

    def test_stops_at_a_fact_without_a_contract_event(self) -> None:
        consent: Consent = given(granted()).aggregate(Consent)
        consent.trigger_event(Stray, occurred_on=SEPTEMBER_1)
        (event,) = consent.collect_events()
        assert isinstance(event, Stray)
        with pytest.raises(KeyError):
            publish(event)
