"""C-13, C-15: a participant with protected identity is enrolled like any other, and nothing is published."""

from typing import Any

import pytest
from services.referral.tests.examples import ALMA, CONSENT, KEEPER, VISIT_WINTER, VISITOR
from services.referral.tests.intake import Case, Intake

PROTECTED = {"participant__protectedIdentity": True}
CONSENTED = {"consentId": str(CONSENT)}


def enrol(intake: Intake, case: Case, **body: Any) -> Any:
    return intake.step(case, "enrolment", **{"mode": "programme", "occurredOn": "2021-06-16", **body})


@pytest.fixture
def met(stored_intake: Intake) -> Case:
    return stored_intake.met(ALMA, KEEPER, **PROTECTED)


class TestAnEnrolment:
    def test_rests_on_the_consent_that_the_keeper_names(self, stored_intake: Intake, met: Case) -> None:
        answer = enrol(stored_intake, met, **CONSENTED)
        assert (answer.status_code, answer.json()["step"]) == (200, "enrolled")
        assert stored_intake.read(met).json()["referral"]["step"] == "enrolled"
        assert stored_intake.service.published() == []

    def test_needs_one(self, stored_intake: Intake, met: Case) -> None:
        answer = enrol(stored_intake, met)
        assert (answer.status_code, answer.json()["code"]) == (409, "consent_not_in_force")

    def test_happens_once(self, stored_intake: Intake, met: Case) -> None:
        enrol(stored_intake, met, **CONSENTED)
        assert enrol(stored_intake, met, **CONSENTED).json()["code"] == "referral_closed"

    def test_of_anybody_else_rests_on_a_published_consent(self, stored_intake: Intake) -> None:
        answer = enrol(stored_intake, stored_intake.met(), **CONSENTED)
        assert (answer.status_code, answer.json()["code"]) == (409, "consent_not_in_force")

    def test_counts_the_person_once(self, stored_intake: Intake, met: Case) -> None:
        enrol(stored_intake, met, **CONSENTED)
        rows = stored_intake.service.database.query("SELECT persons FROM uncounted")
        assert [row["persons"] for row in rows] == [1]


def test_a_study_visit_runs_to_its_end(stored_intake: Intake) -> None:
    intake = stored_intake
    intake.service.today(VISIT_WINTER)
    case = intake.referred(ALMA, KEEPER, **VISITOR, **PROTECTED)
    intake.step(case, "eligibility-assessment", occurredOn="2016-06-14")
    intake.book(case, occurredOn="2016-06-14", meetingOn="2016-06-28")
    intake.step(case, "intake-meeting/held", occurredOn="2016-06-28")
    begun = enrol(intake, case, **CONSENTED, mode="study_visit", occurredOn="2016-07-01")
    followed_up = intake.step(case, "study-visit/follow-up", occurredOn="2016-09-20")
    registered: dict[str, Any] = {"end": "enrolled", "registeredOn": "2016-09-20", "occurredOn": "2016-09-22"}
    ended = intake.step(case, "study-visit/end", **registered)
    assert [one.status_code for one in (begun, followed_up, ended)] == [200, 200, 200], ended.text
    assert intake.service.published() == []
