import msgspec
import pytest
from services.planning.tests.changes import CHANGES, DECEASED
from services.planning.tests.examples import (
    CONSENT,
    ENROLLED,
    ENROLLED_ON,
    ENROLLED_V1,
    GRANTED,
    IN_ERROR,
    PARTICIPANT,
    PLAN,
    PROGRAMME,
    REFERRAL,
)

from planning.circle.note_circle import NoteCircle
from planning.ending.end_plans_of_deceased import EndPlansOfDeceased
from planning.opening.open_plan import OpenPlan
from planning.opening.open_waiting_plans import OpenWaitingPlans
from planning.policies import POLICIES
from planning.policies.when_circle_changed_note_circle import when_circle_changed_note_circle
from planning.policies.when_consent_granted_open_waiting_plans import when_consent_granted_open_waiting_plans
from planning.policies.when_participant_deceased_end_plans import when_participant_deceased_end_plans
from planning.policies.when_participant_enrolled_open_plan import when_participant_enrolled_open_plan
from samplan.contracts.codes import Mode
from samplan.contracts.event import ContractEvent
from samplan.contracts.registry import EVENTS as EVERY_EVENT
from samplan.testing.given import given_event
from samplan.testing.harness import ServiceUnderTest


class TestWhenParticipantEnrolled:
    @pytest.mark.parametrize("event", [ENROLLED, ENROLLED_V1], ids=lambda event: event.TYPE)
    def test_a_plan_is_opened_whatever_the_version(self, event: ContractEvent) -> None:
        assert when_participant_enrolled_open_plan in POLICIES[type(event)]
        (
            given_event(event)
            .when(when_participant_enrolled_open_plan)
            .then_commands(
                OpenPlan(
                    plan_id=PLAN,
                    referral_id=REFERRAL,
                    participant_id=PARTICIPANT,
                    consent_id=CONSENT,
                    programme=PROGRAMME,
                    mode=Mode.PROGRAMME,
                    occurred_on=ENROLLED_ON,
                )
            )
        )


class TestWhenTheCircleChanged:
    @pytest.mark.parametrize("event", CHANGES, ids=lambda event: event.TYPE)
    def test_it_is_noted(self, event: ContractEvent) -> None:
        (
            given_event(event, source="/finsam/consent/0a1b2c3d", sequence=7)
            .when(when_circle_changed_note_circle)
            .then_commands(NoteCircle(event=event, source="/finsam/consent/0a1b2c3d", sequence=7))
        )

    def test_by_every_event_of_the_consent_service(self) -> None:
        own = {event for event in EVERY_EVENT.values() if event.TYPE.startswith("samplan.consent.")}
        assert {event for event in own if when_circle_changed_note_circle in POLICIES[event]} == own


class TestWhenConsentGranted:
    def test_the_plans_that_waited_for_it_open(self) -> None:
        (
            given_event(GRANTED)
            .when(when_consent_granted_open_waiting_plans)
            .then_commands(OpenWaitingPlans(participant_id=PARTICIPANT))
        )


class TestWhenParticipantDeceased:
    @pytest.mark.parametrize("event", [DECEASED, ENROLLED, GRANTED], ids=lambda event: event.TYPE)
    def test_the_plans_end_whichever_was_first(self, event: ContractEvent) -> None:
        (
            given_event(event)
            .when(when_participant_deceased_end_plans)
            .then_commands(EndPlansOfDeceased(participant_id=PARTICIPANT))
        )


EVENTS = [ENROLLED, IN_ERROR, *CHANGES]
NAMES = [event.TYPE.split(".")[2] for event in EVENTS]


class TestRedelivery:
    @pytest.mark.parametrize("event", EVENTS, ids=NAMES)
    def test_of_a_record_has_no_effect(self, opened: ServiceUnderTest, event: ContractEvent) -> None:
        record = opened.receive(event)
        before = opened.database.last_notification_id()
        opened.redeliver(record)
        assert opened.database.last_notification_id() == before

    @pytest.mark.parametrize("event", EVENTS, ids=NAMES)
    def test_from_another_store_of_the_sender_has_no_effect(
        self, opened: ServiceUnderTest, event: ContractEvent
    ) -> None:
        opened.receive(event)
        before = opened.database.last_notification_id()
        restored = "/malmo-ifo/referral/ffffffff" if event is ENROLLED else "/finsam/consent/ffffffff"
        opened.receive(event, source=restored)
        assert opened.database.last_notification_id() == before


class TestParking:
    def test_keeps_an_enrolment_whose_programme_has_no_rule(self, service: ServiceUnderTest) -> None:
        service.receive(msgspec.structs.replace(ENROLLED, programme="unknown-of"))
        (parked,) = service.parked()
        assert parked.reason == "no_planning_rule"
        assert service.published() == []
