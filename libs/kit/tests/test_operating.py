"""What an operator of an agency's system does: `samplan-kit APP …`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from libs.kit.tests import journal as examples

from samplan.contracts.planning.plans import PlanAgreed
from samplan.kit.__main__ import load, main
from samplan.kit.app import AgencyApp
from samplan.kit.environment import BadEnvironment, access_of
from samplan.kit.testing import TestAgency

APP = "agencys_journal:agency"
PROGRAM = """
from libs.kit.tests.journal import journal
agency = journal("sqlite:///journal.db")
"""


@pytest.fixture
def agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AgencyApp]:
    """In the current folder, with one parked event: its case is not there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "agencys_journal", raising=False)
    (tmp_path / "agencys_journal.py").write_text(PROGRAM)
    agency = load(APP)
    TestAgency(agency).receive(PlanAgreed)
    yield agency
    agency.close()


class TestAnOperator:
    def test_sees_the_place_and_the_reason_of_a_parked_event_and_nothing_of_it(
        self, agency: AgencyApp, capsys: pytest.CaptureFixture[str]
    ) -> None:
        capsys.readouterr()
        main([APP, "parked"])
        [line] = capsys.readouterr().out.splitlines()
        assert line.endswith("af.planning.to-malmo-ifo.v1/0/0 no_such_case NoSuchCase")

    @pytest.mark.slow
    def test_may_stop_reading_the_list(self, agency: AgencyApp, tmp_path: Path) -> None:
        """As `parked | head` does."""
        command = [sys.executable, "-m", "samplan.kit", APP, "parked"]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
        with Popen(command, cwd=tmp_path, env=environment, stdout=PIPE, stderr=PIPE) as listing:
            assert listing.stdout
            assert listing.stderr
            listing.stdout.close()
            assert (listing.stderr.read(), listing.wait(30)) == (b"", 0)

    def test_replays_it_once_its_cause_is_mended(
        self, agency: AgencyApp, capsys: pytest.CaptureFixture[str]
    ) -> None:
        [parked] = agency.parked.list()
        with pytest.raises(SystemExit, match="still refused: no_such_case"):
            main([APP, "replay", parked.id])
        with agency.transaction() as tx:
            examples.write(tx, examples.PLAN.id, "opened", "")
        capsys.readouterr()
        main([APP, "replay", parked.id])
        assert capsys.readouterr().out == "1 applied\n"

    def test_discards_it(self, agency: AgencyApp, capsys: pytest.CaptureFixture[str]) -> None:
        [parked] = agency.parked.list()
        capsys.readouterr()
        for _ in range(2):
            main([APP, "discard", parked.id])
        assert capsys.readouterr().out == "discarded\nnot found\n"

    def test_is_told_which_variable_is_missing(
        self, agency: AgencyApp, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("TRUSTED_FILE", "DEVELOPMENT"):
            monkeypatch.delenv(name, raising=False)
        with pytest.raises(SystemExit, match="TRUSTED_FILE: needed"):
            main([APP, "run"])


def test_a_name_that_is_no_app_is_refused() -> None:
    with pytest.raises(SystemExit, match="names no AgencyApp"):
        load("samplan.kit.app:CHANNEL")


def test_a_module_that_is_not_there_is_named_in_one_line() -> None:
    with pytest.raises(SystemExit, match="nowhere:agency: no module nowhere"):
        load("nowhere:agency")


def test_an_empty_address_of_kafka_is_refused() -> None:
    with pytest.raises(BadEnvironment, match="KAFKA_BOOTSTRAP_SERVERS"):
        access_of({"KAFKA_BOOTSTRAP_SERVERS": ""})
