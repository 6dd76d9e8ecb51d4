"""P-09: agencies' systems send activities as cards; the API's rules hold, and each bad card is answered."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from services.planning.tests.examples import (
    CITY,
    CITY_ASKS,
    ENROLLED,
    GRANTED,
    KEEPER,
    MARCH_14,
    MAY_2,
    OUTSIDER,
    PLAN,
    REVOKED,
    SWEDISH,
    TODAY,
    UNKNOWN,
)

from chassis.decisions.journal import from_stored
from planning.activities.start_activity import StartActivity
from planning.cards.apply_card import ApplyCard
from planning.cards.refuse_card import RefusedCard
from planning.policies.when_activity_card_received_apply_it import when_activity_card_received_apply_it
from planning.publishing import rejections_to
from planning.service import SERVICE
from samplan.bus.reading.catch_up import report_behind
from samplan.contracts.codes import ActivityKind, InterruptionReason
from samplan.contracts.codes.items import CardReason
from samplan.contracts.envelope import encode
from samplan.contracts.planning.cards import (
    CardRejected,
    OwnActivityCompleted,
    OwnActivityInterrupted,
    OwnActivityPlanned,
    OwnActivityReplanned,
    OwnActivityStarted,
    PlannedActivityStarted,
    plan_activity_id_of,
)
from samplan.contracts.planning.items import ActivityAccepted, ActivityProposed, ActivityReplanned
from samplan.contracts.planning.plans import ActivityCompleted, ActivityInterrupted, ActivityStarted
from samplan.contracts.source import EventId
from samplan.testing.given import envelope_of, given_event
from samplan.testing.harness import ServiceUnderTest

IN_PLAN = plan_activity_id_of(CITY, PLAN, SWEDISH)
TOPIC = f"{CITY}.cards.v1"
SENT_BY_FK = {"source": "/fk/cards/0a1b2c3d"}

ABOUT: Any = {"keeper": KEEPER, "plan_id": PLAN, "activity_id": SWEDISH}
DAYS: Any = {"planned_from": MARCH_14, "planned_to": MAY_2}
PLANNED = OwnActivityPlanned(**ABOUT, kind=ActivityKind.SWEDISH_STUDIES, **DAYS, occurred_on=MARCH_14)
STARTED = OwnActivityStarted(**ABOUT, kind=ActivityKind.SWEDISH_STUDIES, occurred_on=MARCH_14)
OF_UNKNOWN_KIND = msgspec.json.encode(PLANNED).replace(ActivityKind.SWEDISH_STUDIES.encode(), b"sailing")
BEGUN = PlannedActivityStarted(**ABOUT, occurred_on=MARCH_14)
REPLANNED = OwnActivityReplanned(**ABOUT, **DAYS, occurred_on=MARCH_14)
COMPLETED = OwnActivityCompleted(**ABOUT, occurred_on=MAY_2)
INTERRUPTED = OwnActivityInterrupted(**ABOUT, reason=InterruptionReason.MOVED, occurred_on=MAY_2)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    """With one open plan; the city and fk send cards."""
    senders = f"{CITY},{OUTSIDER}"
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY, card_senders=senders) as under_test:
        under_test.receive(GRANTED, ENROLLED)
        yield under_test


def told(service: ServiceUnderTest) -> list[Any]:
    """What is published since the plan was opened."""
    return service.published()[1:]


def rejected(service: ServiceUnderTest) -> list[CardReason]:
    return [one.reason for one in told(service) if isinstance(one, CardRejected)]


class TestTheReactionToACard:
    def test_is_the_command_of_the_api_by_the_agency_of_the_topic(self) -> None:
        asked = StartActivity(
            **CITY_ASKS, activity_id=IN_PLAN, kind=ActivityKind.SWEDISH_STUDIES, occurred_on=MARCH_14
        )
        card_id = RefusedCard.id_of("/malmo-ifo/cards/0a1b2c3d:1")
        given_event(STARTED).when(when_activity_card_received_apply_it).then_commands(
            ApplyCard(card_id=card_id, keeper=KEEPER, asked=asked)
        )


class TestCards:
    def test_carry_an_activity_from_its_plan_to_its_end(self, service: ServiceUnderTest) -> None:
        service.receive(PLANNED, REPLANNED, BEGUN, COMPLETED)
        facts = [ActivityProposed, ActivityAccepted, ActivityReplanned, ActivityStarted, ActivityCompleted]
        assert [type(one) for one in told(service)] == facts
        assert {one.activity_id for one in told(service)} == {IN_PLAN}

    def test_have_no_effect_when_they_are_sent_again(self, service: ServiceUnderTest) -> None:
        """As after a relay's repeat, or once a wiped broker is filled again."""
        batch = service.receive(STARTED, INTERRUPTED, COMPLETED)
        before = told(service)
        service.redeliver(batch)
        assert [type(one) for one in before] == [ActivityStarted, ActivityInterrupted, CardRejected]
        assert told(service) == before

    def test_of_another_keepers_plan_are_left_to_that_keeper(self, service: ServiceUnderTest) -> None:
        service.receive(msgspec.structs.replace(STARTED, keeper=CITY))
        assert told(service) == []

    def test_name_no_activity_of_another_agency(self, service: ServiceUnderTest) -> None:
        service.receive(STARTED)
        service.receive(COMPLETED, **SENT_BY_FK)
        assert rejected(service) == [CardReason.UNKNOWN_PARTICIPANT]


class TestABadCard:
    def test_is_answered_with_its_place_its_reason_and_the_rule(self, service: ServiceUnderTest) -> None:
        _, sent = service.receive(STARTED, STARTED)
        answer = told(service)[-1]
        assert answer == CardRejected(
            rejection_id=answer.rejection_id,
            agency=CITY,
            reason=CardReason.DUPLICATE,
            partition=sent.partition,
            offset=sent.offset,
            activity_id=SWEDISH,
            rule="activity_exists",
            occurred_on=TODAY,
        )

    def test_is_answered_to_its_sender_alone(self, service: ServiceUnderTest) -> None:
        service.receive(STARTED, STARTED)
        to_fk, to_city = rejections_to(OUTSIDER), rejections_to(CITY)
        assert (to_city.channel, to_fk.channel) == ("card-rejections-to-malmo-ifo", "card-rejections-to-fk")
        fact = from_stored(service.database.notifications(0, 100)[-1])
        assert to_city(fact) is not None
        assert to_fk(fact) is None

    @pytest.mark.parametrize(
        ("card", "reason"),
        [
            (COMPLETED, CardReason.ILLEGAL_CHANGE),
            (msgspec.structs.replace(STARTED, occurred_on=date(2022, 1, 1)), CardReason.VALIDATION_ERROR),
            (msgspec.structs.replace(STARTED, occurred_on=date(2022, 12, 2)), CardReason.VALIDATION_ERROR),
            (msgspec.structs.replace(STARTED, plan_id=UNKNOWN), CardReason.UNKNOWN_PARTICIPANT),
        ],
        ids=["ends what has not started", "is dated before the plan", "is dated ahead", "names no plan"],
    )
    def test_is_refused_by_the_rules_of_the_api(
        self, service: ServiceUnderTest, card: Any, reason: CardReason
    ) -> None:
        service.receive(card)
        assert rejected(service) == [reason]

    def test_that_comes_too_early_stays_refused(self, service: ServiceUnderTest) -> None:
        """The completion is sent before the start: the sender sends it again, as a card of its own."""
        early, _ = service.receive(COMPLETED, STARTED)
        service.redeliver([early])
        service.receive(COMPLETED)
        assert [type(one) for one in told(service)] == [CardRejected, ActivityStarted, ActivityCompleted]


class TestASenderThatMayNotKnow:
    def test_cannot_tell_a_participant_from_nobody(self, service: ServiceUnderTest) -> None:
        """C-14: fk is not in the consent, and is told the same of this plan and of none."""
        service.receive(STARTED, msgspec.structs.replace(STARTED, plan_id=UNKNOWN), **SENT_BY_FK)
        one, other = [
            msgspec.structs.replace(each, rejection_id=UNKNOWN, offset=0, activity_id=None)
            for each in told(service)
        ]
        assert one == other

    def test_ends_its_own_activity_and_starts_no_other(self, service: ServiceUnderTest) -> None:
        service.receive(STARTED, REVOKED)
        service.receive(msgspec.structs.replace(STARTED, activity_id=UNKNOWN), COMPLETED)
        assert rejected(service) == [CardReason.NO_CONSENT]
        assert service.get(f"/v1/plans/{PLAN}", agency=CITY).json()["activities"][0]["status"] == "completed"

    def test_is_asked_to_try_again_while_an_end_may_be_unread(self, service: ServiceUnderTest) -> None:
        """Its own activity it may end at any time."""
        service.receive(STARTED)
        report_behind(service.database)
        service.receive(msgspec.structs.replace(STARTED, activity_id=UNKNOWN), COMPLETED)
        assert rejected(service) == [CardReason.TRY_AGAIN]
        assert (
            service.get(f"/v1/plans/{PLAN}", agency=KEEPER).json()["activities"][0]["status"] == "completed"
        )


class TestARecordThatIsNoCard:
    @pytest.mark.parametrize(
        ("change", "reason", "activity"),
        [
            ({"value": b'{"note": "Anna 19850615-9808"'}, CardReason.VALIDATION_ERROR, SWEDISH),
            ({"value": OF_UNKNOWN_KIND}, CardReason.VALIDATION_ERROR, SWEDISH),
            ({"key": str(UNKNOWN).encode()}, CardReason.KEY_MISMATCH, None),
            ({"headers": []}, CardReason.VALIDATION_ERROR, None),
        ],
        ids=["is no JSON", "is of an unknown kind", "has another key", "has no envelope"],
    )
    def test_is_answered_without_a_word_of_it_and_stops_nothing(
        self, service: ServiceUnderTest, change: Any, reason: CardReason, activity: UUID | None
    ) -> None:
        record = encode(envelope_of(PLANNED, sequence=7), PLANNED)._asdict()
        service.receive_raw(TOPIC, **{**record, **change})
        service.receive(msgspec.structs.replace(STARTED, activity_id=UNKNOWN), sequence=8)
        answer, started = told(service)
        assert (answer.reason, answer.activity_id, answer.rule) == (reason, activity, None)
        assert isinstance(started, ActivityStarted)
        assert service.parked() == []

    def test_under_the_id_of_another_card_is_a_duplicate(self, service: ServiceUnderTest) -> None:
        service.receive(STARTED, sequence=3)
        service.receive(COMPLETED, sequence=3, time=envelope_of(STARTED).time.replace(hour=9))
        assert rejected(service) == [CardReason.DUPLICATE]

    def test_ahead_of_an_earlier_card_waits_for_nothing(self, service: ServiceUnderTest) -> None:
        """A sender whose topic lacks a card cannot fill the parked records."""
        missing = EventId("/malmo-ifo/cards/0a1b2c3d", 8)
        service.receive(STARTED, sequence=9, previous=missing)
        assert rejected(service) == [CardReason.ILLEGAL_CHANGE]
        assert service.parked() == []


def test_a_service_without_senders_reads_no_cards(tmp_path: Path) -> None:
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY) as without:
        assert "cards" not in (SERVICE.pattern(without.settings) or "")
        assert SERVICE.beside(without.settings) == []


def test_a_service_reads_the_cards_of_its_senders_alone(service: ServiceUnderTest) -> None:
    pattern = SERVICE.pattern(service.settings) or ""
    assert re.match(pattern, TOPIC)
    assert re.match(pattern, "finsam.consent.v1")
    assert not re.match(pattern, "klippan.cards.v1")
