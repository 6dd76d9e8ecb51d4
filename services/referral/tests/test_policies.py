"""What a published event makes this service do, once however often it comes."""

from typing import Any

import pytest
from services.referral.tests.examples import (
    BEA,
    CARE,
    CONSENT,
    CONSENT_UNTIL,
    EXPIRED,
    JUNE_15,
    JUNE_16,
    KEEPER,
    OTHER_REFERRAL,
    PARTICIPANT,
    REFERRAL,
    REVOKED,
    STATE,
    covered,
    granted,
    refused,
)
from services.referral.tests.intake import Intake, dump

from referral.consents.known_consent import ConsentEnd
from referral.consents.note_consent import NoteConsent
from referral.consents.note_coverage import NoteCoverage
from referral.consents.note_refusal import NoteRefusal
from referral.consents.withdraw_consent import WithdrawConsent
from referral.policies import POLICIES
from referral.policies.when_consent_expired_withdraw_consent import when_consent_expired_withdraw_consent
from referral.policies.when_consent_granted_note_consent import when_consent_granted_note_consent
from referral.policies.when_consent_refused_note_refusal import when_consent_refused_note_refusal
from referral.policies.when_consent_revoked_withdraw_consent import when_consent_revoked_withdraw_consent
from referral.policies.when_referral_covered_note_coverage import when_referral_covered_note_coverage
from samplan.contracts.codes import ConsentKind
from samplan.testing.given import given_event


class TestPolicies:
    def test_note_a_waiver_of_secrecy(self) -> None:
        (
            given_event(granted())
            .when(when_consent_granted_note_consent)
            .then_commands(
                NoteConsent(
                    consent_id=CONSENT,
                    participant_id=PARTICIPANT,
                    referral_id=REFERRAL,
                    agencies=(STATE, KEEPER, CARE),
                    valid_until=CONSENT_UNTIL,
                    occurred_on=JUNE_15,
                )
            )
        )

    @pytest.mark.parametrize("kind", [kind for kind in ConsentKind if kind != "secrecy_waiver"])
    def test_ignore_a_consent_to_something_else(self, kind: ConsentKind) -> None:
        given_event(granted(kind=kind)).when(when_consent_granted_note_consent).then_commands()

    def test_note_that_a_referral_is_covered(self) -> None:
        expected = NoteCoverage(
            consent_id=CONSENT, participant_id=PARTICIPANT, referral_id=REFERRAL, occurred_on=JUNE_15
        )
        given_event(covered(REFERRAL)).when(when_referral_covered_note_coverage).then_commands(expected)

    def test_note_a_refusal(self) -> None:
        expected = NoteRefusal(consent_id=CONSENT, referral_id=REFERRAL, occurred_on=JUNE_15)
        given_event(refused(REFERRAL)).when(when_consent_refused_note_refusal).then_commands(expected)

    def test_withdraw_a_consent_that_has_ended(self) -> None:
        (
            given_event(REVOKED)
            .when(when_consent_revoked_withdraw_consent)
            .then_commands(
                WithdrawConsent(consent_id=CONSENT, reason=ConsentEnd.REVOKED, occurred_on=JUNE_16)
            )
        )
        (
            given_event(EXPIRED)
            .when(when_consent_expired_withdraw_consent)
            .then_commands(
                WithdrawConsent(consent_id=CONSENT, reason=ConsentEnd.EXPIRED, occurred_on=JUNE_16)
            )
        )


class TestRedelivery:
    def test_is_tried_with_every_event_that_is_reacted_to(self) -> None:
        heard = (granted(), covered(REFERRAL), REVOKED, EXPIRED, refused(REFERRAL))
        assert {type(event) for event in heard} == set(POLICIES)

    @pytest.mark.parametrize(
        "heard",
        [["granted"], ["granted", "covered"], ["granted", "revoked"], ["granted", "expired"], ["refused"]],
        ids=lambda heard: heard[-1],
    )
    def test_changes_nothing_the_second_time(self, intake: Intake, heard: list[str]) -> None:
        case, another = intake.met(), intake.met(BEA)
        before = intake.service.database.last_notification_id()
        said: dict[str, Any] = {
            "granted": granted(case.id),
            "covered": covered(another.id),
            "revoked": REVOKED,
            "expired": EXPIRED,
            "refused": refused(case.id),
        }
        events = [said[one] for one in heard]
        batch = intake.service.receive(*events)
        once = intake.service.database.last_notification_id()
        intake.service.redeliver(batch)
        intake.service.receive(*events)  # the same facts again, as records of their own
        assert intake.service.database.last_notification_id() == once > before
        assert intake.service.parked() == []


class TestAnotherServicesReferral:
    """R-14: what the consent service tells of it leaves no trace of it, nor of whom it is about."""

    @pytest.mark.parametrize(
        "events", [[granted()], [granted(), covered(OTHER_REFERRAL)], [refused(REFERRAL)]], ids=len
    )
    def test_is_not_kept(self, intake: Intake, events: list[Any]) -> None:
        intake.service.receive(*events, REVOKED)
        stored = dump(intake)
        assert [one for one in (REFERRAL, OTHER_REFERRAL, PARTICIPANT) if str(one) in stored] == []

    def test_leaves_its_consent_to_cover_one_of_ours_later(self, intake: Intake) -> None:
        """C-14."""
        intake.service.receive(granted(OTHER_REFERRAL))
        case = intake.met()
        assert intake.enrol(case).status_code == 409
        intake.service.receive(covered(case.id))
        assert intake.enrol(case).status_code == 200
        assert intake.service.published()[-1].participant_id == PARTICIPANT  # type: ignore[attr-defined]  # an enrolment
