"""What an agency's own system is told: what the circle lets it know then, and nothing after the end (I28)."""

import pytest
from msgspec.structs import replace
from services.planning.tests.deliveries import (
    AGAIN,
    BLOCKED,
    ENDED,
    LATER,
    TO_CARE,
    TO_CITY,
    TO_NOBODY,
    TOLD,
    choose_track,
    plan_under,
    sequences,
    withheld,
)
from services.planning.tests.examples import (
    AFTER_CONSENT,
    CARE,
    CITY,
    CONSENT,
    CONSENT_UNTIL,
    ENROLLED,
    ENROLLED_AGAIN,
    GRANTED,
    KEEPER,
    OTHER_CONSENT,
    OTHER_REFERRAL,
    PARTICIPANT,
    REVOKED,
    TODAY,
)

from samplan.contracts.consent import (
    BlockLifted,
    GrantAcknowledged,
    ParticipantDeceased,
)
from samplan.contracts.referral import ReferralEnteredInError
from samplan.testing.deliveries.topics import Delivered, held
from samplan.testing.harness import ServiceUnderTest


@pytest.fixture
def service(delivering: ServiceUnderTest) -> ServiceUnderTest:
    return delivering


class TestANamedRecipient:
    def test_is_told_what_happens_once_and_in_order(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        topics.send()
        topics.send()
        assert topics.names(TO_CARE) == topics.names(TO_CITY) == TOLD
        assert sequences(topics, TO_CARE) == [1, 2, 3]
        previous = [envelope.previous and envelope.previous.sequence for envelope, _ in topics.told(TO_CARE)]
        assert previous == [None, 1, 2]

    def test_is_told_nothing_twice_when_what_led_to_it_arrives_again(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        batch = service.receive(GRANTED, ENROLLED)
        topics.send()
        service.redeliver(batch)
        topics.send()
        assert topics.names(TO_CARE) == ["PlanOpened"]

    def test_learns_nothing_from_the_envelope_that_another_could_compare(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        topics.send()
        for (mine, _), (yours, _) in zip(topics.told(TO_CARE), topics.told(TO_CITY), strict=True):
            assert mine.circle_version is None
            assert mine.traceparent is None
            assert mine.fact_id != yours.fact_id
            assert mine.correlation_id != yours.correlation_id
            assert mine.causation_id != yours.causation_id

    def test_is_told_of_another_agencys_item_if_one_consent_names_both(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        narrow = replace(GRANTED, consent_id=OTHER_CONSENT, agencies=(KEEPER, CARE))
        plan_under(service, replace(GRANTED, agencies=(KEEPER, CITY)), narrow)
        topics.send()
        assert topics.names(TO_CARE) == ["PlanOpened"]
        assert topics.names(TO_CITY) == TOLD
        [one, other] = withheld(service, TO_CARE)
        assert one == other == "not_named"

    def test_is_told_once_the_owner_has_accepted_its_own_grant(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, replace(GRANTED, granted_by=CARE))
        topics.send()
        assert topics.names(TO_CARE) == []
        yes = GrantAcknowledged(
            consent_id=CONSENT, participant_id=PARTICIPANT, owner=KEEPER, circle_version=5, occurred_on=TODAY
        )
        service.receive(yes)
        topics.send()
        assert topics.names(TO_CARE) == TOLD


def test_an_agency_that_was_never_named_has_an_empty_topic(
    service: ServiceUnderTest, topics: Delivered
) -> None:
    plan_under(service, GRANTED)
    topics.send()
    service.receive(REVOKED, AGAIN)
    topics.send()
    assert topics.names(TO_NOBODY) == []


class TestTheEnd:
    def test_of_the_consent_is_told_without_a_reason_and_is_the_last(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        topics.send()
        service.receive(REVOKED)
        topics.send()
        choose_track(service, TODAY)
        topics.send()
        assert [event for _, event in topics.told(TO_CARE)][3:] == [ENDED]
        assert held(topics.told(TO_CARE)) == []

    def test_is_told_on_the_day_after_the_printed_one(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        service.today(CONSENT_UNTIL)
        topics.send()
        assert topics.names(TO_CARE) == TOLD
        service.today(AFTER_CONSENT)
        topics.send()
        assert topics.told(TO_CARE)[-1][1] == replace(ENDED, occurred_on=AFTER_CONSENT)

    def test_is_told_to_a_blocked_agency_alone(self, service: ServiceUnderTest, topics: Delivered) -> None:
        plan_under(service, GRANTED)
        topics.send()
        service.receive(BLOCKED)
        topics.send()
        assert topics.told(TO_CARE)[-1][1] == ENDED
        assert topics.names(TO_CITY) == TOLD

    def test_is_told_at_a_death_and_when_the_referral_was_entered_in_error(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        other = replace(
            GRANTED, consent_id=OTHER_CONSENT, participant_id=OTHER_REFERRAL, referral_id=OTHER_REFERRAL
        )
        theirs = replace(ENROLLED_AGAIN, participant_id=OTHER_REFERRAL, consent_id=OTHER_CONSENT)
        service.receive(other, theirs)
        topics.send()
        assert len(held(topics.told(TO_CARE))) == 4
        service.receive(ReferralEnteredInError(referral_id=OTHER_REFERRAL, occurred_on=TODAY))
        topics.send()
        assert len(held(topics.told(TO_CARE))) == 3
        dead = ParticipantDeceased(participant_id=PARTICIPANT, circle_version=7, occurred_on=TODAY)
        service.receive(dead)
        topics.send()
        assert held(topics.told(TO_CARE)) == []

    def test_is_not_told_while_another_consent_names_the_agency(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED, replace(GRANTED, consent_id=OTHER_CONSENT))
        topics.send()
        service.receive(REVOKED)
        topics.send()
        assert topics.names(TO_CARE) == TOLD

    def test_is_followed_by_a_new_start_under_a_consent_that_covers_earlier_facts(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        topics.send()
        service.receive(REVOKED)
        topics.send()
        service.receive(AGAIN)
        topics.send()
        assert topics.names(TO_CARE) == [*TOLD, "SharingEnded", *TOLD]
        first, second = (topics.told(TO_CARE)[n][0].fact_id for n in (0, 4))
        assert first == second

    def test_is_followed_by_later_facts_alone_under_any_other_consent(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        topics.send()
        service.receive(REVOKED, replace(AGAIN, covers_earlier=False))
        choose_track(service, LATER)
        topics.send()
        assert topics.names(TO_CARE) == [*TOLD, "SharingEnded", "TrackChosen"]
        assert withheld(service, TO_CARE) == ["not_in_force"] * 3

    def test_of_a_block_opens_again_when_it_is_lifted(
        self, service: ServiceUnderTest, topics: Delivered
    ) -> None:
        plan_under(service, GRANTED)
        topics.send()
        service.receive(BLOCKED)
        topics.send()
        lifted = BlockLifted(participant_id=PARTICIPANT, agency=CARE, circle_version=10, occurred_on=TODAY)
        service.receive(lifted)
        topics.send()
        assert topics.names(TO_CARE) == [*TOLD, "SharingEnded", *TOLD]
