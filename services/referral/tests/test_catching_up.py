"""I4, R-16: while the end of a consent may be unread, no one is enrolled and no form is shown under it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from services.referral.tests.examples import CARE, JUNE_16, KEEPER, OUTSIDER, PARTICIPANT, REVOKED, granted
from services.referral.tests.intake import Case, Intake

from samplan.bus.reading.catch_up import ALWAYS, report_behind, report_caught_up
from samplan.contracts.codes import Agency
from samplan.contracts.consent import EmergencyAccessOpened

DISCLOSURES = f"/v1/participants/{PARTICIPANT}/disclosures"
EMERGENCY = EmergencyAccessOpened(
    participant_id=PARTICIPANT,
    agency=OUTSIDER,
    opened_at=datetime(2020, 1, 1, tzinfo=UTC),
    closes_at=datetime(2999, 1, 1, tzinfo=UTC),
    circle_version=2,
    occurred_on=JUNE_16,
)


@pytest.fixture
def met(intake: Intake) -> Case:
    """With a consent in force, as far as is known."""
    case = intake.met()
    intake.service.receive(granted(case.id, valid_until=date(2099, 1, 1)))
    return case


def is_patient(answer: Any) -> bool:
    asked = (answer.status_code, answer.headers.get("Retry-After"), answer.json()["code"])
    return bool(asked == (503, "5", "catching_up"))


def ask_for_the_form(intake: Intake, agency: Agency = CARE) -> Any:
    return intake.service.post(DISCLOSURES, {"purpose": "coordination"}, agency=agency)


class TestWhileItIsCatchingUp:
    def test_no_participant_is_enrolled(self, intake: Intake, met: Case) -> None:
        report_behind(intake.service.database)
        before = intake.published()
        assert is_patient(intake.enrol(met))
        assert intake.published() == before

    def test_no_form_is_shown_and_nothing_logged(self, intake: Intake, met: Case) -> None:
        assert intake.enrol(met).status_code == 200
        report_behind(intake.service.database)
        assert is_patient(ask_for_the_form(intake))
        assert intake.service.get(DISCLOSURES, agency=KEEPER).json() == []

    def test_emergency_access_opens_the_form_and_is_logged(self, intake: Intake, met: Case) -> None:
        """C-06: it rests on no consent. A parked record about the participant closes it (I24)."""
        assert intake.enrol(met).status_code == 200
        intake.service.receive(EMERGENCY)
        report_behind(intake.service.database)
        assert ask_for_the_form(intake, OUTSIDER).status_code == 200
        assert is_patient(ask_for_the_form(intake))
        [entry] = intake.service.get(DISCLOSURES, agency=KEEPER).json()
        assert (entry["agency"], entry["rule"]) == (OUTSIDER, "emergency_access")
        intake.service.receive_raw("finsam.consent.v1", str(PARTICIPANT).encode(), b"garbage")
        assert is_patient(ask_for_the_form(intake, OUTSIDER))

    def test_what_needs_no_consent_continues(self, intake: Intake, met: Case) -> None:
        report_behind(intake.service.database)
        assert intake.read(met).status_code == 200
        for path in ("referrals", "referral-feed", "waiting-referrals", "intake-meetings"):
            assert intake.service.get(f"/v1/{path}", agency=KEEPER).status_code == 200
        assert intake.decline(met).status_code == 200
        assert intake.service.client.get("/health/ready").status_code == 200


class TestOnceItHasCaughtUp:
    def test_what_was_asked_again_is_carried_out(self, intake: Intake, met: Case) -> None:
        report_behind(intake.service.database)
        assert is_patient(intake.enrol(met))
        report_caught_up(intake.service.database, ALWAYS)
        assert intake.enrol(met).status_code == 200

    def test_a_revocation_that_came_meanwhile_has_its_effect(self, intake: Intake, met: Case) -> None:
        report_behind(intake.service.database)
        intake.service.receive(REVOKED)
        report_caught_up(intake.service.database, ALWAYS)
        assert intake.enrol(met).json()["code"] == "consent_not_in_force"
