"""R-15 by hand: a person is erased, and the index of persons gets a new key."""

from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
from services.referral.tests.examples import ALMA, BEA, CECILIA
from services.referral.tests.intake import Intake
from typer.testing import CliRunner

from chassis.testing.harness import ServiceUnderTest
from referral.cli import cli
from referral.service import SERVICE


def run(intake: Intake, *arguments: str, typed: str | None = None) -> Any:
    settings = intake.service.settings
    environment = {"DATA_DIR": str(settings.data_dir), "PROGRAMMES_DIR": str(settings.programmes_dir)}
    return CliRunner().invoke(cli, arguments, input=typed, env=environment)


@pytest.fixture
def new_key(tmp_path: Path) -> Path:
    file = tmp_path / "new.key"
    file.write_bytes(urlsafe_b64encode(b"k" * 32))
    file.chmod(0o600)
    return file


class TestErasePerson:
    def test_erases_every_referral_of_hers_which_all_still_load(self, intake: Intake) -> None:
        cases = [intake.referred(ALMA), intake.referred(ALMA, programme="internationella-kvinnor")]
        other = intake.referred(BEA)
        outcome = run(intake, "erase-person", typed=f"{ALMA}\n")
        assert (outcome.exit_code, outcome.output) == (0, "erased\n")
        assert [intake.read(case).json()["erased"] for case in (*cases, other)] == [True, True, False]

    def test_makes_her_unknown(self, intake: Intake) -> None:
        intake.decline(intake.referred(ALMA))
        run(intake, "erase-person", typed=f"{ALMA}\n")
        assert intake.read(intake.referred(ALMA)).json()["earlierReferral"] is None
        assert run(intake, "erase-person", typed=f"{BEA}\n").exit_code == 1

    def test_repeats_no_number(self, intake: Intake) -> None:
        outcome = run(intake, "erase-person", typed="19850615-9809\n")
        assert outcome.exit_code == 2
        assert "9809" not in outcome.output


class TestRotateIndex:
    def test_finds_everybody_under_the_new_key(self, intake: Intake, new_key: Path) -> None:
        for number in (ALMA, BEA, CECILIA):
            intake.referred(number)
        run(intake, "erase-person", typed=f"{CECILIA}\n")
        outcome = run(intake, "rotate-index", str(new_key))
        assert (outcome.exit_code, outcome.output) == (0, "2 persons under the new key\n")
        settings = intake.service.settings
        with ServiceUnderTest(
            SERVICE, settings.data_dir, programmes_dir=settings.programmes_dir, index_key_file=new_key
        ) as restarted:
            answer = Intake(restarted).submit()
        assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_open_referral")

    def test_leaves_nothing_under_the_old_key(self, intake: Intake, new_key: Path) -> None:
        intake.referred(ALMA)
        (before,) = intake.service.database.query("SELECT blind_index FROM persons")
        run(intake, "rotate-index", str(new_key))
        (after,) = intake.service.database.query("SELECT blind_index FROM persons")
        assert before["blind_index"].split(":") != after["blind_index"].split(":")

    def test_refuses_a_key_that_others_may_read(self, intake: Intake, new_key: Path) -> None:
        new_key.chmod(0o644)
        assert run(intake, "rotate-index", str(new_key)).exit_code == 78
