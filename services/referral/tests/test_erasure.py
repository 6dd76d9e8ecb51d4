"""R-15 by hand: a person is erased, and the index of persons gets a new key."""

from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
from services.referral.tests.examples import ALMA, BEA, CECILIA, KEEPER, form
from services.referral.tests.intake import Intake
from typer.testing import CliRunner

from referral.cli import cli
from referral.service import SERVICE
from samplan.testing.harness import ServiceUnderTest


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


def restarted(intake: Intake, index_key: Path) -> ServiceUnderTest:
    settings = intake.service.settings
    return ServiceUnderTest(
        SERVICE, settings.data_dir, programmes_dir=settings.programmes_dir, index_key_file=index_key
    )


class TestErasePerson:
    def test_erases_every_referral_of_the_participant_which_all_still_load(self, intake: Intake) -> None:
        cases = [intake.referred(ALMA), intake.referred(ALMA, programme="internationella-kvinnor")]
        other = intake.referred(BEA)
        outcome = run(intake, "erase-person", typed=f"{ALMA}\n")
        assert (outcome.exit_code, outcome.output) == (0, "erased\n")
        assert [intake.read(case).json()["erased"] for case in (*cases, other)] == [True, True, False]

    def test_makes_the_person_unknown(self, intake: Intake) -> None:
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
        with restarted(intake, new_key) as service:
            answer = service.post("/v1/referrals", form(), agency=KEEPER, key="another")
        assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_open_referral")

    def test_answers_the_keys_of_earlier_requests_as_before(self, intake: Intake, new_key: Path) -> None:
        """I1: a retry that comes after the rotation has no second effect."""
        first = intake.service.post("/v1/referrals", form(), agency=KEEPER, key="mine")
        run(intake, "rotate-index", str(new_key))
        with restarted(intake, new_key) as service:
            again = service.post("/v1/referrals", form(), agency=KEEPER, key="mine")
        assert (again.status_code, again.json()) == (201, first.json())
        assert again.headers["Idempotency-Replayed"] == "true"

    def test_leaves_nothing_under_the_old_key(self, intake: Intake, new_key: Path) -> None:
        intake.referred(ALMA)
        (before,) = intake.service.database.query("SELECT blind_index FROM persons")
        run(intake, "rotate-index", str(new_key))
        (after,) = intake.service.database.query("SELECT blind_index FROM persons")
        assert before["blind_index"].split(":") != after["blind_index"].split(":")

    def test_refuses_a_key_that_others_may_read(self, intake: Intake, new_key: Path) -> None:
        new_key.chmod(0o644)
        assert run(intake, "rotate-index", str(new_key)).exit_code == 78
