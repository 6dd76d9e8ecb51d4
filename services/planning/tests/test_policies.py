import msgspec
import pytest
from services.planning.tests.examples import (
    AFTER_CONSENT,
    CIRCLE,
    CONSENT,
    CONSENT_UNTIL,
    ENROLLED,
    ENROLLED_ON,
    EXPIRED,
    GRANTED,
    GRANTED_ON,
    IN_ERROR,
    MAY_2,
    PARTICIPANT,
    PLAN,
    PROGRAMME,
    REFERRAL,
    REVOKED,
)

from planning.opening.open_plan import OpenPlan
from planning.policies.when_consent_expired_close_sharing import when_consent_expired_close_sharing
from planning.policies.when_consent_granted_note_consent import when_consent_granted_note_consent
from planning.policies.when_consent_revoked_close_sharing import when_consent_revoked_close_sharing
from planning.policies.when_participant_enrolled_open_plan import when_participant_enrolled_open_plan
from planning.sharing.close_sharing import CloseSharing
from planning.sharing.known_consent import ConsentEnd
from planning.sharing.note_consent import NoteConsent
from samplan.contracts.codes import ConsentKind
from samplan.contracts.event import ContractEvent
from samplan.testing.given import given_event
from samplan.testing.harness import ServiceUnderTest


class TestWhenParticipantEnrolled:
    def test_a_plan_is_opened(self) -> None:
        (
            given_event(ENROLLED)
            .when(when_participant_enrolled_open_plan)
            .then_commands(
                OpenPlan(
                    plan_id=PLAN,
                    referral_id=REFERRAL,
                    participant_id=PARTICIPANT,
                    consent_id=CONSENT,
                    programme=PROGRAMME,
                    occurred_on=ENROLLED_ON,
                )
            )
        )


class TestWhenConsentGranted:
    def test_the_consent_is_noted(self) -> None:
        (
            given_event(GRANTED)
            .when(when_consent_granted_note_consent)
            .then_commands(
                NoteConsent(
                    consent_id=CONSENT, agencies=CIRCLE, valid_until=CONSENT_UNTIL, occurred_on=GRANTED_ON
                )
            )
        )

    @pytest.mark.parametrize("kind", sorted(set(ConsentKind) - {ConsentKind.SECRECY_WAIVER}))
    def test_a_consent_of_another_kind_shares_nothing(self, kind: ConsentKind) -> None:
        (
            given_event(msgspec.structs.replace(GRANTED, kind=kind))
            .when(when_consent_granted_note_consent)
            .then_commands()
        )


class TestWhenConsentEnds:
    def test_a_revocation_closes_sharing(self) -> None:
        (
            given_event(REVOKED)
            .when(when_consent_revoked_close_sharing)
            .then_commands(CloseSharing(consent_id=CONSENT, reason=ConsentEnd.REVOKED, occurred_on=MAY_2))
        )

    def test_a_consent_given_for_the_wrong_person_is_not_called_revoked(self) -> None:
        (
            given_event(IN_ERROR)
            .when(when_consent_revoked_close_sharing)
            .then_commands(
                CloseSharing(consent_id=CONSENT, reason=ConsentEnd.ENTERED_IN_ERROR, occurred_on=MAY_2)
            )
        )

    def test_an_expiry_closes_sharing(self) -> None:
        (
            given_event(EXPIRED)
            .when(when_consent_expired_close_sharing)
            .then_commands(
                CloseSharing(consent_id=CONSENT, reason=ConsentEnd.EXPIRED, occurred_on=AFTER_CONSENT)
            )
        )


EVENTS = [ENROLLED, GRANTED, REVOKED, IN_ERROR, EXPIRED]
NAMES = ["enrolled", "granted", "revoked", "in error", "expired"]


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
