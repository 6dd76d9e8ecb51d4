"""R-16: another agency sees a form with consent in force alone, and only after it has been logged."""

import re
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest
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
from typer.testing import CliRunner

from chassis.decisions.journal import to_stored
from referral.cli import cli
from referral.disclosures.disclosures import Disclosures
from referral.disclosures.earlier_log import chained_after as chained_in_earlier_log
from samplan.contracts.codes import ConsentKind, ConsentPurpose
from samplan.contracts.consent import GrantAcknowledged
from samplan.contracts.referral import DisclosureMade
from samplan.privacy.disclosure_log import Disclosure, chained_after

FAR = date(2099, 1, 1)
SECOND = UUID("9b2c4a10-5d6e-4f70-8a91-b2c3d4e5f602")


@pytest.fixture
def enrolled(stored_intake: Intake) -> Intake:
    """With a participant whose consent names the state and the care, and still holds."""
    case = stored_intake.met()
    stored_intake.service.receive(granted(case.id, valid_until=FAR))
    assert stored_intake.enrol(case).status_code == 200
    return stored_intake


def made(intake: Intake) -> list[DisclosureMade]:
    return [event for event in intake.service.published() if isinstance(event, DisclosureMade)]


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
            (
                "UPDATE disclosure_chain SET entry = REPLACE(entry, 'region-skane', 'fk') WHERE position = 2",
                2,
            ),
            ("UPDATE disclosure_chain SET participant_id = 'x' WHERE position = 1", 1),
            ("DELETE FROM disclosure_chain WHERE position = 2", 2),
            ("DELETE FROM disclosure_chain WHERE position = 3", 3),
            ("DELETE FROM disclosure_chain", 1),
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
        tamper(enrolled, "DELETE FROM disclosure_chain WHERE position = 3")
        last = enrolled.service.database.query(EVENTS)[-1]["version"]
        tamper(
            enrolled,
            "DELETE FROM stored_events"
            " WHERE topic = 'referral.DisclosureMade' AND originator_version = :last",
            last=last,
        )
        assert verify(enrolled)[0] == 0
        assert verify(enrolled, "--expect", anchors[-1]) == (1, "another log than the one expected")

    def test_is_a_position_and_a_hash(self, enrolled: Intake) -> None:
        assert verify(enrolled, "--expect", "3")[0] == 2


ROW = "UPDATE disclosure_chain SET entry = :entry, chained = :chained WHERE position = :position"
EVENT = """
UPDATE stored_events SET state = :state
WHERE originator_id = :originator_id AND originator_version = :version"""
EVENTS = """
SELECT originator_id, originator_version AS version, state FROM stored_events
WHERE topic = 'referral.DisclosureMade' ORDER BY originator_version"""


def rewrite(intake: Intake) -> None:
    """Forge the second entry as an attacker with the whole database can: both copies, the hashes too."""
    before = ""
    log = intake.service.database.query("SELECT * FROM disclosure_chain ORDER BY position")
    for row, event in zip(log, intake.service.database.query(EVENTS), strict=True):
        is_forged = row["position"] == 2
        entry = row["entry"].replace("region-skane", "fk") if is_forged else row["entry"]
        before = chained_after(before, row["position"], msgspec.json.decode(entry, type=Disclosure))
        state = bytes(event["state"]).replace(row["chained"].encode(), before.encode())
        tamper(intake, ROW, entry=entry, chained=before, position=row["position"])
        tamper(intake, EVENT, **{**event, "state": state})


EARLIER = {
    "disclosed_on": "2021-06-20",
    "participant_id": str(PARTICIPANT),
    "referral_id": str(REFERRAL),
    "consent_id": str(CONSENT),
    "agency": "region-skane",
    "purpose": "coordination",
}


class TestTheLogOfVersion010:
    @pytest.fixture
    def upgraded(self, enrolled: Intake) -> Intake:
        """With one entry of its log, as the earlier version has stored it."""
        chained = chained_in_earlier_log("", 1, EARLIER)
        with enrolled.service.database.transaction() as tx:
            tx.execute(
                "INSERT INTO disclosure_log VALUES (1, :disclosed_on, :participant_id, :referral_id,"
                " :consent_id, :agency, :purpose, :chained)",
                {**EARLIER, "chained": chained},
            )
            log = Disclosures.open(PARTICIPANT)
            log.trigger_event(
                Disclosures.Disclosed,
                referral_id=REFERRAL,
                consent_id=CONSENT,
                agency=CARE,
                purpose=ConsentPurpose.COORDINATION,
                occurred_on=date(2021, 6, 20),
                position=1,
                chained=chained,
            )
            tx.append([to_stored(event) for event in log.collect_events()])
        return enrolled

    def test_is_still_listed_and_verified(self, upgraded: Intake) -> None:
        assert ask(upgraded).status_code == 200
        assert [line["referralId"] for line in listed(upgraded).json()] == [str(REFERRAL), None]
        assert verify(upgraded, "--expect", f"1:{chained_in_earlier_log('', 1, EARLIER)}")[0] == 0

    def test_says_where_it_was_edited(self, upgraded: Intake) -> None:
        tamper(upgraded, "UPDATE disclosure_log SET agency = 'fk'")
        assert verify(upgraded) == (1, "broken at 1")


def test_the_log_is_written_before_the_answer(enrolled: Intake) -> None:
    tamper(enrolled, "DROP TABLE disclosure_chain")
    answer = ask(enrolled)
    assert answer.status_code >= 500
    assert "Alma" not in answer.text
