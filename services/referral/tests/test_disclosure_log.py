"""R-16: the log of disclosures is what was once written, or verifying it says where it is not."""

import re
from datetime import date
from typing import cast

import msgspec
import pytest
from services.referral.tests.disclosing import ask, listed, tamper, with_participant
from services.referral.tests.examples import CARE, CONSENT, PARTICIPANT, REFERRAL
from services.referral.tests.intake import Intake
from typer.testing import CliRunner

from chassis.cli.commands import service_cli
from chassis.decisions.domain import DomainEvent
from chassis.decisions.journal import to_stored
from referral.disclosures.disclosures import EarlierDisclosure, FormDisclosures
from referral.disclosures.earlier_log import chained_after as chained_in_earlier_log
from referral.service import SERVICE
from samplan.contracts.codes import ConsentPurpose
from samplan.privacy.disclosure_log import Disclosure, chained_after

pytestmark = pytest.mark.slow


@pytest.fixture
def enrolled(stored_intake: Intake) -> Intake:
    return with_participant(stored_intake)


def verify(intake: Intake, *more: str) -> tuple[int, list[str]]:
    """The exit code, and what is said of the published log, the withheld one and that of 0.1.0."""
    settings = intake.service.settings
    environment = {"DATA_DIR": str(settings.data_dir), "PROGRAMMES_DIR": str(settings.programmes_dir)}
    environment["DATABASE_URL"] = settings.database_url
    outcome = CliRunner().invoke(service_cli(SERVICE), ["verify-disclosures", *more], env=environment)
    return outcome.exit_code, outcome.output.splitlines()


class TestLog:
    def test_is_whole_as_it_was_written(self, enrolled: Intake) -> None:
        empty = f"whole up to 0:{'0' * 64}"
        assert verify(enrolled) == (
            0,
            [f"{log}: {empty}" for log in ("own log", "withheld log", "log of 0.1.0")],
        )
        for _ in range(3):
            ask(enrolled)
        code, said = verify(enrolled)
        assert (code, said[0][:23]) == (0, "own log: whole up to 3:")

    @pytest.mark.parametrize(
        ("statement", "position"),
        [
            (
                "UPDATE disclosure_entries SET entry = REPLACE(entry, 'region-', '') WHERE position = 2",
                2,
            ),
            ("UPDATE disclosure_entries SET participant_id = 'x' WHERE position = 1", 1),
            ("DELETE FROM disclosure_entries WHERE position = 2", 2),
            ("DELETE FROM disclosure_entries WHERE position = 3", 3),
            ("DELETE FROM disclosure_entries", 1),
        ],
    )
    def test_says_where_it_was_edited_or_cut(self, enrolled: Intake, statement: str, position: int) -> None:
        for _ in range(3):
            ask(enrolled)
        tamper(enrolled, statement)
        code, said = verify(enrolled)
        assert (code, said[0]) == (1, f"own log: broken at {position}")


class TestAnchor:
    """What left the database with the log of the process shows that both copies in it were rewritten."""

    @pytest.fixture
    def anchors(self, enrolled: Intake, capsys: pytest.CaptureFixture[str]) -> list[str]:
        for _ in range(3):
            ask(enrolled)
        return re.findall(r"\b[0-9]+:[0-9a-f]{64}\b", capsys.readouterr().out)

    def test_goes_to_the_process_log_with_each_disclosure(self, enrolled: Intake, anchors: list[str]) -> None:
        assert [anchor.split(":")[0] for anchor in anchors] == ["1", "2", "3"]
        assert verify(enrolled)[1][0] == f"own log: whole up to {anchors[-1]}"

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
        tamper(enrolled, "DELETE FROM disclosure_entries WHERE position = 3")
        last = enrolled.service.database.query(EVENTS)[-1]["version"]
        tamper(
            enrolled,
            "DELETE FROM stored_events"
            " WHERE topic = 'referral.DisclosureMade' AND originator_version = :last",
            last=last,
        )
        assert verify(enrolled)[0] == 0
        code, said = verify(enrolled, "--expect", anchors[-1])
        assert (code, said[-1]) == (1, "no log holds the expected anchor")

    def test_is_a_position_and_a_hash(self, enrolled: Intake) -> None:
        assert verify(enrolled, "--expect", "3")[0] == 2


ROW = "UPDATE disclosure_entries SET entry = :entry, chained = :chained WHERE position = :position"
EVENT = """
UPDATE stored_events SET state = :state
WHERE originator_id = :originator_id AND originator_version = :version"""
EVENTS = """
SELECT originator_id, originator_version AS version, state FROM stored_events
WHERE topic = 'referral.DisclosureMade' ORDER BY originator_version"""


def rewrite(intake: Intake) -> None:
    """Forge the second entry as an attacker with the whole database can: both copies, the hashes too."""
    before = ""
    log = intake.service.database.query("SELECT * FROM disclosure_entries ORDER BY position")
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
            log = FormDisclosures.of(PARTICIPANT, PARTICIPANT)
            log.trigger_event(
                EarlierDisclosure,
                referral_id=REFERRAL,
                consent_id=CONSENT,
                agency=CARE,
                purpose=ConsentPurpose.COORDINATION,
                occurred_on=date(2021, 6, 20),
                position=1,
                chained=chained,
            )
            tx.append([to_stored(cast("DomainEvent", event)) for event in log.collect_events()])
        return enrolled

    def test_is_still_listed_and_verified(self, upgraded: Intake) -> None:
        assert ask(upgraded).status_code == 200
        assert [line["referralId"] for line in listed(upgraded).json()] == [str(REFERRAL), None]
        assert verify(upgraded, "--expect", f"1:{chained_in_earlier_log('', 1, EARLIER)}")[0] == 0

    def test_says_where_it_was_edited(self, upgraded: Intake) -> None:
        tamper(upgraded, "UPDATE disclosure_log SET agency = 'fk'")
        code, said = verify(upgraded)
        assert (code, said[-1]) == (1, "log of 0.1.0: broken at 1")
