"""I24: while a parked record may have ended a consent, no one is enrolled and no form is shown under it."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from services.referral.tests.examples import BEA, CARE, CONSENT, KEEPER, PARTICIPANT, REVOKED, granted
from services.referral.tests.intake import Case, Intake

from samplan.bus.reading.parked import discard

CONSENTS = "finsam.consent.v1"
KEY = str(CONSENT).encode()
SECOND, OTHERS = (UUID(f"9b2c4a10-5d6e-4f70-8a91-b2c3d4e5f60{n}") for n in (2, 3))
OTHER_PARTICIPANT = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae8")
FOR_LONG = date(2099, 1, 1)
UNKNOWN_TYPE = [("ce_specversion", b"1.0"), ("ce_type", b"samplan.consent.ConsentNarrowed.v1")]


@pytest.fixture
def met(intake: Intake) -> Case:
    """With a consent in force, as far as is known."""
    case = intake.met()
    intake.service.receive(granted(case.id, valid_until=FOR_LONG))
    return case


def close(intake: Intake, key: bytes | None = KEY) -> None:
    intake.service.receive_raw(CONSENTS, key, b"{}", UNKNOWN_TYPE)


def is_patient(answer: Any) -> bool:
    asked = (answer.status_code, answer.headers.get("Retry-After"), answer.json()["code"])
    return bool(asked == (503, "5", "catching_up"))


def ask_for_the_form(intake: Intake, participant: UUID = PARTICIPANT) -> Any:
    path = f"/v1/participants/{participant}/disclosures"
    return intake.service.post(path, {"purpose": "coordination"}, agency=CARE)


class TestWhileTheConsentIsClosed:
    def test_no_participant_is_enrolled_under_it(self, intake: Intake, met: Case) -> None:
        close(intake)
        before = intake.published()
        assert is_patient(intake.enrol(met))
        assert intake.published() == before

    def test_no_form_is_shown_under_it_and_nothing_logged(self, intake: Intake, met: Case) -> None:
        assert intake.enrol(met).status_code == 200
        close(intake)
        assert is_patient(ask_for_the_form(intake))
        log = intake.service.get(f"/v1/participants/{PARTICIPANT}/disclosures", agency=KEEPER)
        assert log.json() == []

    def test_no_study_visit_ends_in_an_enrolment(self, intake: Intake) -> None:
        visit = intake.visiting()
        close(intake)
        ended: dict[str, Any] = {
            "end": "enrolled",
            "registeredOn": "2016-09-20",
            "occurredOn": "2016-09-22",
        }
        intake.step(visit, "study-visit/follow-up", occurredOn="2016-09-20")
        assert is_patient(intake.step(visit, "study-visit/end", **ended))

    @pytest.mark.parametrize("key", [KEY, None], ids=["this one", "every one"])
    def test_a_study_visit_is_followed_up_and_ended_unpublished(
        self, intake: Intake, key: bytes | None
    ) -> None:
        """C-06: it is the keeper's own."""
        visit = intake.visiting()
        close(intake, key)
        before = intake.published()
        followed_up = intake.step(visit, "study-visit/follow-up", occurredOn="2016-09-20")
        ended = intake.step(visit, "study-visit/end", end="participation_ended", occurredOn="2016-09-22")
        assert (followed_up.status_code, ended.status_code) == (200, 200), ended.text
        assert intake.published() == before

    def test_the_keeper_works_on_with_its_own(self, intake: Intake, met: Case) -> None:
        close(intake)
        assert intake.read(met).status_code == 200
        assert intake.decline(met).status_code == 200
        assert intake.service.client.get("/health/ready").status_code == 200

    def test_another_consent_in_force_is_rested_on(self, intake: Intake, met: Case) -> None:
        intake.service.receive(granted(met.id, consent_id=SECOND, valid_until=FOR_LONG))
        close(intake)
        assert intake.enrol(met).status_code == 200
        assert ask_for_the_form(intake).status_code == 200

    def test_others_are_enrolled_and_shown(self, intake: Intake, met: Case) -> None:
        other = intake.met(BEA)
        theirs = {"consent_id": OTHERS, "participant_id": OTHER_PARTICIPANT, "valid_until": FOR_LONG}
        intake.service.receive(granted(other.id, **theirs))
        close(intake)
        assert intake.enrol(other).status_code == 200
        assert ask_for_the_form(intake, OTHER_PARTICIPANT).status_code == 200

    def test_all_wait_when_the_record_names_no_subject(self, intake: Intake, met: Case) -> None:
        close(intake, key=None)
        assert is_patient(intake.enrol(met))

    def test_it_is_carried_out_once_the_record_is_given_up(self, intake: Intake, met: Case) -> None:
        close(intake)
        assert is_patient(intake.enrol(met))
        assert discard(intake.service.database, intake.service.parked()[0].id)
        assert intake.enrol(met).status_code == 200


class TestARevocationBehindGarbage:
    """K17."""

    def test_ends_the_consent_at_once(self, intake: Intake, met: Case) -> None:
        assert intake.enrol(met).status_code == 200
        close(intake)
        intake.service.receive(REVOKED)
        assert ask_for_the_form(intake).json()["code"] == "consent_not_in_force"
        assert len(intake.service.parked()) == 1

    def test_is_not_undone_by_a_grant_that_is_replayed_after_it(self, intake: Intake) -> None:
        case = intake.met()
        close(intake)
        intake.service.receive(granted(case.id, valid_until=FOR_LONG), REVOKED)
        garbage, grant = intake.service.parked()
        assert discard(intake.service.database, garbage.id)
        assert intake.service.replay(grant.id) == 1
        refused = intake.enrol(case).json()
        assert (refused["code"], refused["reason"]) == ("consent_not_in_force", "not_in_force")
