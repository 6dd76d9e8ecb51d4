"""R-16: another agency sees a form with consent in force alone, and only after it has been logged."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from services.referral.tests.disclosing import FAR, ask, listed, made, tamper, with_participant
from services.referral.tests.examples import (
    ALMA,
    BEA,
    CARE,
    CONSENT,
    INSURANCE,
    JUNE_16,
    KEEPER,
    PARTICIPANT,
    REFERRAL,
    REVOKED,
    STATE,
    TODAY,
    UNKNOWN,
    covered,
    granted,
)
from services.referral.tests.intake import Intake
from structlog.testing import capture_logs

from samplan.contracts.codes import ConsentKind, ConsentPurpose
from samplan.contracts.consent import GrantAcknowledged

pytestmark = pytest.mark.slow

SECOND = UUID("9b2c4a10-5d6e-4f70-8a91-b2c3d4e5f602")


@pytest.fixture
def enrolled(stored_intake: Intake) -> Intake:
    return with_participant(stored_intake)


class TestDisclosure:
    def test_shows_the_form_and_is_listed_for_the_participant(self, enrolled: Intake) -> None:
        answer = ask(enrolled)
        assert answer.status_code == 200, answer.text
        assert answer.json()["form"]["participant"]["name"] == "Alma Exempel"
        (line,) = listed(enrolled).json()
        assert (line["agency"], line["purpose"], line["rule"]) == ("region-skane", "coordination", "consent")

    def test_is_denied_from_the_moment_the_consent_has_ended(self, enrolled: Intake) -> None:
        enrolled.service.receive(REVOKED)
        answer = ask(enrolled)
        assert (answer.status_code, answer.json()["code"]) == (409, "consent_not_in_force")
        assert answer.json()["reason"] == "not_in_force"
        assert listed(enrolled).json() == []

    @pytest.mark.parametrize(("agency", "participant"), [(INSURANCE, PARTICIPANT), (CARE, UNKNOWN)])
    def test_is_nothing_to_an_agency_that_no_consent_names(
        self, enrolled: Intake, agency: str, participant: Any
    ) -> None:
        assert ask(enrolled, agency, participant).status_code == 404
        assert listed(enrolled).json() == []

    @pytest.mark.parametrize("body", [{"purpose": "curiosity"}, {"purpose": None}, {"why": "x"}])
    def test_states_its_purpose(self, enrolled: Intake, body: dict[str, Any]) -> None:
        assert ask(enrolled, **body).status_code == 422

    def test_is_published_with_its_rule_and_without_content(self, enrolled: Intake) -> None:
        ask(enrolled)
        [told] = made(enrolled)
        assert (told.participant_id, told.agency, told.role) == (PARTICIPANT, CARE, "system")
        assert (told.purpose, told.what, told.rule) == ("coordination", "referral.form", "consent")
        assert (told.consent_id, told.occurred_on, told.position) == (CONSENT, TODAY, 1)

    @pytest.mark.parametrize("purpose", ["research", "media", "matching", "follow_up"])
    def test_is_refused_for_a_purpose_that_the_consent_does_not_have(
        self, enrolled: Intake, purpose: str
    ) -> None:
        """K3."""
        assert ask(enrolled, purpose=purpose).status_code == 404
        assert made(enrolled) == []

    @pytest.mark.parametrize(
        "terms",
        [{"kind": ConsentKind.MEDIA}, {"purpose": ConsentPurpose.MEDIA}, {"kind": ConsentKind.RESEARCH}],
        ids=str,
    )
    def test_is_opened_by_no_other_kind_or_purpose(self, enrolled: Intake, terms: dict[str, Any]) -> None:
        """K3: the insurance agency is named in that consent alone."""
        media = granted(REFERRAL, consent_id=SECOND, agencies=(INSURANCE,), valid_until=FAR, **terms)
        enrolled.service.receive(media)
        assert ask(enrolled, INSURANCE).status_code == 404

    def test_waits_for_the_owner_where_the_grant_serves_its_recorder(self, enrolled: Intake) -> None:
        """K14, C-15."""
        theirs = {"consent_id": SECOND, "agencies": (INSURANCE,), "granted_by": INSURANCE, "valid_until": FAR}
        enrolled.service.receive(granted(REFERRAL, **theirs))
        answer = ask(enrolled, INSURANCE)
        assert (answer.status_code, answer.json()["reason"]) == (409, "not_acknowledged")
        enrolled.service.receive(
            GrantAcknowledged(
                consent_id=SECOND,
                participant_id=PARTICIPANT,
                owner=KEEPER,
                circle_version=2,
                occurred_on=JUNE_16,
            )
        )
        assert ask(enrolled, INSURANCE).status_code == 200

    @pytest.mark.parametrize(("agency", "rule"), [(INSURANCE, "not_named"), (CARE, "other_purpose")])
    def test_that_is_refused_is_in_the_services_own_log_with_its_rule(
        self, enrolled: Intake, agency: str, rule: str
    ) -> None:
        purpose = "coordination" if agency == INSURANCE else "media"
        with capture_logs() as lines:
            ask(enrolled, agency, purpose=purpose)
            ask(enrolled, agency, SECOND, purpose=purpose)
        refused = [line for line in lines if line["event"] == "disclosure_refused"]
        assert [(line["asked_by"], line["rule"]) for line in refused] == [(agency, rule), (agency, "nobody")]
        assert str(PARTICIPANT) not in str(refused)

    def test_is_decided_by_todays_date(self, enrolled: Intake) -> None:
        enrolled.service.today(date(2099, 1, 2))
        assert ask(enrolled).json()["reason"] == "not_in_force"


class TestTheKeepersReading:
    """K8: of another agency's referral."""

    def test_is_a_disclosure_once_the_participant_is_known(self, stored_intake: Intake) -> None:
        case = stored_intake.met(ALMA, STATE)
        assert stored_intake.read(case).status_code == 200
        assert made(stored_intake) == []
        stored_intake.service.receive(granted(case.id, valid_until=FAR))
        assert stored_intake.read(case).status_code == 200
        [told] = made(stored_intake)
        assert (told.agency, told.what, told.rule) == (KEEPER, "referral.form", "own_record")
        assert told.consent_id is None

    def test_is_none_for_its_own_referral_nor_for_the_one_that_sent_it(self, intake: Intake) -> None:
        own, sent = intake.met(), intake.met(BEA, STATE)
        intake.service.receive(granted(own.id), covered(sent.id))
        assert intake.read(own).status_code == 200
        assert intake.read(sent, STATE).status_code == 200
        assert made(intake) == []
        assert intake.read(sent).status_code == 200
        assert len(made(intake)) == 1


class TestWhoMayListDisclosures:
    def test_is_not_listed_for_strangers(self, enrolled: Intake) -> None:
        ask(enrolled)
        assert [listed(enrolled, agency).status_code for agency in (KEEPER, STATE, INSURANCE)] == [
            200,
            404,
            404,
        ]


def test_the_log_is_written_before_the_answer(enrolled: Intake) -> None:
    tamper(enrolled, "DROP TABLE disclosure_entries")
    answer = ask(enrolled)
    assert answer.status_code >= 500
    assert "Alma" not in answer.text
