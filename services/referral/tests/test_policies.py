"""What a published event makes this service do, once however often it comes."""

from typing import Any

import pytest
from services.referral.tests.examples import (
    BEA,
    CONSENT,
    DECEASED,
    EXPIRED,
    OTHER_REFERRAL,
    PARTICIPANT,
    REFERRAL,
    REVOKED,
    covered,
    granted,
    refused,
)
from services.referral.tests.intake import Intake, dump

from referral.consents.link_referral import LinkReferral
from referral.consents.note_circle import NoteCircle
from referral.endings.end_referrals_of_deceased import EndReferralsOfDeceased
from referral.policies import OF_CONSENTS, POLICIES
from referral.policies.when_circle_changed_note_circle import when_circle_changed_note_circle
from referral.policies.when_participant_deceased_end_referrals import when_participant_deceased_end_referrals
from referral.policies.when_plan_changed_tell_referrer import STEPS
from referral.policies.when_referral_covered_link_referral import when_referral_covered_link_referral
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.plans import EnrolmentJoined, PlanOpened
from samplan.contracts.referral import Enrolled
from samplan.testing.given import given_event

SOURCE = "/finsam/consent/0a1b2c3d"


class TestPolicies:
    @pytest.mark.parametrize("event", [granted(), REVOKED, EXPIRED, DECEASED], ids=lambda one: one.TYPE)
    def test_note_what_the_consent_service_publishes(self, event: ContractEvent) -> None:
        expected = NoteCircle(event=event, source=SOURCE, sequence=1)
        given_event(event).when(when_circle_changed_note_circle).then_commands(expected)

    @pytest.mark.parametrize("event", [granted(), covered(REFERRAL)], ids=lambda one: one.TYPE)
    def test_link_the_referral_that_a_consent_covers(self, event: ContractEvent) -> None:
        expected = LinkReferral(
            consent_id=CONSENT, participant_id=PARTICIPANT, referral_id=REFERRAL, source=SOURCE
        )
        given_event(event).when(when_referral_covered_link_referral).then_commands(expected)

    @pytest.mark.parametrize("event", [granted(), covered(REFERRAL), DECEASED], ids=lambda one: one.TYPE)
    def test_end_what_is_open_of_a_deceased_participant(self, event: ContractEvent) -> None:
        expected = EndReferralsOfDeceased(participant_id=PARTICIPANT)
        given_event(event).when(when_participant_deceased_end_referrals).then_commands(expected)

    def test_are_for_every_event_of_the_consent_service_and_what_the_referrer_learns(self) -> None:
        assert set(POLICIES) == {*OF_CONSENTS, PlanOpened, EnrolmentJoined, *STEPS}


class TestRedelivery:
    @pytest.mark.parametrize(
        "heard",
        [
            ["granted"],
            ["granted", "covered"],
            ["granted", "revoked"],
            ["granted", "expired"],
            ["granted", "deceased"],
        ],
        ids=lambda heard: heard[-1],
    )
    def test_changes_nothing_the_second_time(self, intake: Intake, heard: list[str]) -> None:
        case, another = intake.met(), intake.met(BEA)
        said: dict[str, Any] = {
            "granted": granted(case.id),
            "covered": covered(another.id),
            "revoked": REVOKED,
            "expired": EXPIRED,
            "deceased": DECEASED,
        }
        events = [said[one] for one in heard]
        batch = intake.service.receive(*events)
        once = state(intake)
        intake.service.redeliver(batch)
        intake.service.receive(*events)  # the same facts again, as records of their own
        assert state(intake) == once
        assert intake.service.parked() == []


def state(intake: Intake) -> Any:
    """All that the consent service's events have changed."""
    query = intake.service.database.query
    tables = ("circles", "circle_consents", "circle_granters", "circle_statements", "covered_referrals")
    rows = [[dict(row) for row in query(f"SELECT * FROM {table}")] for table in tables]  # noqa: S608  # above
    return intake.service.database.last_notification_id(), rows


def test_a_refusal_of_an_earlier_consent_service_is_noted_nowhere(intake: Intake) -> None:
    """C-02."""
    case = intake.met()
    before = state(intake)
    intake.service.receive(refused(case.id))
    assert (state(intake), intake.service.parked()) == (before, [])


class TestAnotherServicesReferral:
    """R-14: what the consent service publishes of it leaves no trace of it: the circle knows no referral."""

    @pytest.mark.parametrize(
        "events", [[granted()], [granted(), covered(OTHER_REFERRAL)], [refused(REFERRAL)]], ids=len
    )
    def test_is_not_kept(self, intake: Intake, events: list[Any]) -> None:
        intake.service.receive(*events, REVOKED)
        stored = dump(intake)
        assert [one for one in (REFERRAL, OTHER_REFERRAL) if str(one) in stored] == []
        assert intake.service.database.query("SELECT * FROM covered_referrals") == []

    def test_leaves_its_consent_to_cover_one_of_ours_later(self, intake: Intake) -> None:
        """C-14."""
        intake.service.receive(granted(OTHER_REFERRAL))
        case = intake.met()
        assert intake.enrol(case).status_code == 409
        intake.service.receive(covered(case.id))
        assert intake.enrol(case).status_code == 200
        [enrolment] = [one for one in intake.service.published() if isinstance(one, Enrolled)]
        assert enrolment.participant_id == PARTICIPANT
