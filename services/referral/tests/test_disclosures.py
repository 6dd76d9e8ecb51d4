"""R-16: another agency sees a form with consent in force alone, and only after it has been logged."""

import re
from datetime import date
from typing import Any

import pytest
from services.referral.tests.examples import (
    CARE,
    INSURANCE,
    KEEPER,
    PARTICIPANT,
    REVOKED,
    STATE,
    UNKNOWN,
    granted,
)
from services.referral.tests.intake import Intake
from typer.testing import CliRunner

from referral.cli import cli
from referral.disclosures.disclosure_log import Disclosure, _chained

FAR = date(2099, 1, 1)


@pytest.fixture
def enrolled(stored_intake: Intake) -> Intake:
    """With a participant whose consent names the state and the care, and still holds."""
    case = stored_intake.met()
    stored_intake.service.receive(granted(case.id, valid_until=FAR))
    assert stored_intake.enrol(case).status_code == 200
    return stored_intake


def ask(intake: Intake, agency: str = CARE, participant: Any = PARTICIPANT, **body: Any) -> Any:
    headers = {"Authorization": f"Bearer {intake.service.token(agency)}"}
    path = f"/v1/participants/{participant}/disclosures"
    return intake.service.client.post(path, json={"purpose": "coordination", **body}, headers=headers)


def listed(intake: Intake, agency: str = KEEPER) -> Any:
    return intake.service.get(f"/v1/participants/{PARTICIPANT}/disclosures", agency=agency)


def verify(intake: Intake, *more: str) -> tuple[int, str]:
    settings = intake.service.settings
    environment = {"DATA_DIR": str(settings.data_dir), "PROGRAMMES_DIR": str(settings.programmes_dir)}
    environment["DATABASE_URL"] = settings.database_url
    outcome = CliRunner().invoke(cli, ["verify-disclosures", *more], env=environment)
    return outcome.exit_code, outcome.output.strip()


def tamper(intake: Intake, statement: str, **values: Any) -> None:
    with intake.service.database.transaction() as tx:
        tx.execute(statement, values)


class TestDisclosure:
    def test_shows_the_form_and_is_listed_for_the_participant(self, enrolled: Intake) -> None:
        answer = ask(enrolled)
        assert answer.status_code == 200, answer.text
        assert answer.json()["form"]["participant"]["name"] == "Alma Exempel"
        (line,) = listed(enrolled).json()
        assert (line["agency"], line["purpose"]) == ("region-skane", "coordination")

    def test_is_denied_from_the_moment_the_consent_has_ended(self, enrolled: Intake) -> None:
        enrolled.service.receive(REVOKED)
        answer = ask(enrolled)
        assert (answer.status_code, answer.json()["code"]) == (409, "consent_not_in_force")
        assert answer.json()["reason"] == "revoked"
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

    def test_is_published_nowhere(self, enrolled: Intake) -> None:
        before = enrolled.published()
        ask(enrolled)
        assert enrolled.published() == before

    def test_is_not_listed_for_strangers(self, enrolled: Intake) -> None:
        ask(enrolled)
        assert [listed(enrolled, agency).status_code for agency in (KEEPER, STATE, INSURANCE)] == [
            200,
            404,
            404,
        ]


class TestLog:
    def test_is_whole_as_it_was_written(self, enrolled: Intake) -> None:
        assert verify(enrolled) == (0, f"whole up to 0:{'0' * 64}")
        for _ in range(3):
            ask(enrolled)
        code, said = verify(enrolled)
        assert (code, said[:14]) == (0, "whole up to 3:")

    @pytest.mark.parametrize(
        ("statement", "position"),
        [
            ("UPDATE disclosure_log SET agency = 'fk' WHERE position = 2", 2),
            ("UPDATE disclosure_log SET disclosed_on = '2020-01-01' WHERE position = 1", 1),
            ("DELETE FROM disclosure_log WHERE position = 2", 2),
            ("DELETE FROM disclosure_log WHERE position = 3", 3),
            ("DELETE FROM disclosure_log", 1),
        ],
    )
    def test_says_where_it_was_edited_or_cut(self, enrolled: Intake, statement: str, position: int) -> None:
        for _ in range(3):
            ask(enrolled)
        tamper(enrolled, statement)
        assert verify(enrolled) == (1, f"broken at {position}")


class TestAnchor:
    """What left the database with the log of the process shows that both copies in it were rewritten."""

    @pytest.fixture
    def anchors(self, enrolled: Intake, capsys: pytest.CaptureFixture[str]) -> list[str]:
        for _ in range(3):
            ask(enrolled)
        return re.findall(r"\b[0-9]+:[0-9a-f]{64}\b", capsys.readouterr().out)

    def test_goes_to_the_process_log_with_each_disclosure(self, enrolled: Intake, anchors: list[str]) -> None:
        assert [anchor.split(":")[0] for anchor in anchors] == ["1", "2", "3"]
        assert verify(enrolled) == (0, f"whole up to {anchors[-1]}")

    def test_holds_for_a_log_that_has_grown(self, enrolled: Intake, anchors: list[str]) -> None:
        for anchor in (f"0:{'0' * 64}", *anchors):
            assert verify(enrolled, "--expect", anchor)[0] == 0

    def test_does_not_hold_once_both_copies_were_rewritten(
        self, enrolled: Intake, anchors: list[str]
    ) -> None:
        rewrite(enrolled)
        assert verify(enrolled)[0] == 0
        assert [verify(enrolled, "--expect", anchor)[0] for anchor in anchors] == [0, 1, 1]

    def test_does_not_hold_once_both_copies_were_cut(self, enrolled: Intake, anchors: list[str]) -> None:
        tamper(enrolled, "DELETE FROM disclosure_log WHERE position = 3")
        last = enrolled.service.database.query(EVENTS)[-1]["version"]
        tamper(
            enrolled,
            "DELETE FROM stored_events WHERE topic = 'referral.FormDisclosed' AND originator_version = :last",
            last=last,
        )
        assert verify(enrolled)[0] == 0
        assert verify(enrolled, "--expect", anchors[-1]) == (1, "another log than the one expected")

    def test_is_a_position_and_a_hash(self, enrolled: Intake) -> None:
        assert verify(enrolled, "--expect", "3")[0] == 2


ROW = "UPDATE disclosure_log SET agency = :agency, chained = :chained WHERE position = :position"
EVENT = """
UPDATE stored_events SET state = :state
WHERE originator_id = :originator_id AND originator_version = :version"""
EVENTS = """
SELECT originator_id, originator_version AS version, state FROM stored_events
WHERE topic = 'referral.FormDisclosed' ORDER BY originator_version"""


def rewrite(intake: Intake) -> None:
    """Forge the second entry as an attacker with the whole database can: both copies, the hashes too."""
    before = ""
    log = intake.service.database.query("SELECT * FROM disclosure_log ORDER BY position")
    for row, event in zip(log, intake.service.database.query(EVENTS), strict=True):
        forged = {**row, "agency": "fk" if row["position"] == 2 else row["agency"]}
        fields = {name: str(forged[name]) for name in Disclosure.__dataclass_fields__}
        before = _chained(before, row["position"], fields)
        state = bytes(event["state"]).replace(row["chained"].encode(), before.encode())
        tamper(intake, ROW, agency=forged["agency"], chained=before, position=row["position"])
        tamper(intake, EVENT, **{**event, "state": state})


def test_the_log_is_written_before_the_answer(enrolled: Intake) -> None:
    tamper(enrolled, "DROP TABLE disclosure_log")
    answer = ask(enrolled)
    assert answer.status_code >= 500
    assert "Alma" not in answer.text
