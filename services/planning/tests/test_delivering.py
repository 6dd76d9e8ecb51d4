"""Relays that are killed, wiped topics, and consents whose end may be unheard (I5, I19, I22, I24)."""

from uuid import UUID

import pytest
from msgspec.structs import replace
from services.planning.tests.deliveries import AGAIN, ENDED, TO_CARE, TO_CITY, TOLD, plan_under, sequences
from services.planning.tests.examples import (
    AFTER_CONSENT,
    CARE,
    CITY,
    CONSENT,
    ENROLLED_AGAIN,
    GRANTED,
    KEEPER,
    OTHER_CONSENT,
    OTHER_REFERRAL,
    REFERRAL,
    REVOKED,
)

from samplan.bus.reading.catch_up import ALWAYS, report_behind, report_caught_up
from samplan.contracts.planning.plans import PlanOpened
from samplan.privacy.deliveries.deliveries import fill_again
from samplan.testing.deliveries.topics import Delivered, held
from samplan.testing.harness import ServiceUnderTest


@pytest.fixture
def service(delivering: ServiceUnderTest) -> ServiceUnderTest:
    return delivering


class TestARelay:
    def test_that_is_killed_before_it_notes_what_it_sent_repeats_it(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        for batch in topics.decide():
            topics.write(batch)
        topics.send()
        told = topics.told(TO_CARE)
        assert topics.topics[TO_CARE][:3] == topics.topics[TO_CARE][3:]
        assert [type(event).__name__ for event in held(told)] == TOLD

    def test_sends_the_end_in_place_of_what_a_revocation_has_overtaken(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        topics.decide()
        service.receive(REVOKED)
        topics.send()
        assert set(topics.names(TO_CARE)) == {"SharingEnded"}
        assert sequences(topics, TO_CARE) == [1, 2, 3, 4]

    def test_may_have_sent_what_a_revocation_has_overtaken(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        for batch in topics.decide():
            topics.write(batch)
        service.receive(REVOKED)
        topics.send()
        told = topics.told(TO_CARE)
        assert held(told) == []
        assert [one.time for one, _ in told[:3]] == [one.time for one, _ in told[3:6]]
        assert told[-1][1] == ENDED

    def test_beside_another_one_has_the_same_effect(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        first, second = topics.relay(), topics.relay()
        for relay in (first, second, first, second):
            for batch in relay.due("test").batches:
                topics.write(batch)
        topics.send()
        assert [type(event).__name__ for event in held(topics.told(TO_CARE))] == TOLD

    def test_fills_a_wiped_topic_with_what_is_allowed_now_under_a_new_epoch(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        topics.send()
        narrower = replace(AGAIN, agencies=(KEEPER, CITY))
        service.receive(REVOKED, narrower)
        before = {envelope.source for envelope, _ in topics.told(TO_CITY)}
        topics.topics.clear()
        topics.reconnect(never_written=[TO_CARE, TO_CITY])
        topics.send()
        assert [event for _, event in topics.told(TO_CARE)] == [ENDED]
        assert topics.names(TO_CITY) == TOLD
        assert before.isdisjoint(envelope.source for envelope, _ in topics.told(TO_CITY))

    def test_with_a_store_that_is_older_than_the_topic_begins_a_new_epoch(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        topics.send()
        envelope, _ = topics.told(TO_CARE)[-1]
        topics.reconnect(heads={envelope.source: envelope.sequence})
        topics.send()
        assert topics.names(TO_CARE) == TOLD
        topics.reconnect(heads={envelope.source: envelope.sequence + 1})
        topics.send()
        assert topics.names(TO_CARE) == [*TOLD, *TOLD]
        facts = [envelope.fact_id for envelope, _ in topics.told(TO_CARE)]
        assert facts[:3] == facts[3:]

    def test_fills_a_topic_again_when_its_owner_asks(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        topics.send()
        fill_again(service.database, CARE)
        topics.send()
        assert topics.names(TO_CARE) == [*TOLD, *TOLD]
        assert len({envelope.fact_id for envelope, _ in topics.told(TO_CARE)}) == len(TOLD)
        assert topics.names(TO_CITY) == TOLD

    def test_ends_what_an_earlier_epoch_told_when_what_continued_it_lapses(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        """The consent that continues it lets nothing earlier be told, so the new epoch is empty."""
        plan_under(service, GRANTED)
        topics.send()
        service.receive(replace(AGAIN, covers_earlier=False), REVOKED)
        fill_again(service.database, CARE)
        topics.send()
        assert topics.names(TO_CARE) == TOLD
        service.today(AFTER_CONSENT)
        topics.send()
        assert topics.names(TO_CARE) == [*TOLD, "SharingEnded"]


class TestWhileAnEndMayBeUnheard:
    def test_nothing_is_told_and_nothing_is_lost(self, service: ServiceUnderTest, topics: Delivered) -> None:
        plan_under(service, GRANTED)
        report_behind(service.database)
        topics.send()
        assert topics.names(TO_CARE) == []
        report_caught_up(service.database, ALWAYS)
        topics.send()
        assert topics.names(TO_CARE) == TOLD

    def test_an_end_that_was_heard_is_told(self, service: ServiceUnderTest, topics: Delivered) -> None:
        plan_under(service, GRANTED)
        topics.send()
        service.receive(REVOKED)
        report_behind(service.database)
        topics.send()
        assert topics.told(TO_CARE)[-1][1] == ENDED

    def test_what_was_decided_before_is_not_sent(self, service: ServiceUnderTest, topics: Delivered) -> None:
        plan_under(service, GRANTED)
        topics.decide()
        report_behind(service.database)
        topics.send()
        assert set(topics.names(TO_CARE)) == {"SharingEnded"}
        report_caught_up(service.database, ALWAYS)
        topics.send()
        assert [type(event).__name__ for event in held(topics.told(TO_CARE))] == TOLD

    def test_a_record_of_the_referral_that_cannot_be_read_holds_up_its_plan(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        """It may say that the referral was entered in error."""
        plan_under(service, GRANTED)
        service.receive_raw("malmo-ifo.referral.v1", str(REFERRAL).encode(), b"{")
        topics.send()
        assert topics.names(TO_CARE) == []

    def test_a_record_that_cannot_be_read_holds_up_its_participant_alone(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        service.receive_raw("finsam.consent.v1", str(CONSENT).encode(), b"{")
        other = replace(
            GRANTED, consent_id=OTHER_CONSENT, participant_id=OTHER_REFERRAL, referral_id=OTHER_REFERRAL
        )
        theirs = replace(ENROLLED_AGAIN, participant_id=OTHER_REFERRAL, consent_id=OTHER_CONSENT)
        service.receive(other, theirs)
        topics.send()
        [(_, told)] = topics.told(TO_CARE)
        assert isinstance(told, PlanOpened)
        assert told.participant_id == OTHER_REFERRAL != UUID(int=0)
