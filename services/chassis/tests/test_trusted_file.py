"""TRUSTED_FILE states the topics, epochs and dates that an inbox believes (I12)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chassis.cli.commands import service_cli
from chassis.operations.configuration import faults
from chassis.service.trust import read_trust, trust_of
from chassis.settings.environment import BadConfiguration, load_settings
from provision.landscape import read_landscape
from samplan.bus.kafka.trust import ANYTHING, Trust, Trusted
from samplan.testing.issuer import ensure_issuer
from samplan.testing.servers.ports import free_port
from samplan.testing.specimen import SPECIMEN

OURS = Path(__file__).parents[3] / "deploy/kafka"
NEEDED = "TRUSTED_FILE: needed, unless DEVELOPMENT=on"
DATES = "[dates]\nearliest = 1900-01-01\ndays_ahead = 1\n"


def test_the_file_of_the_repository_names_every_topic_of_events() -> None:
    events = {topic.name for topic in read_landscape(OURS).topics if "-alive." not in topic.name}
    assert (read_trust(OURS / "trusted.toml").topics or {}).keys() == events


def test_a_topic_may_name_its_epochs_and_its_first_day(tmp_path: Path) -> None:
    file = tmp_path / "trusted.toml"
    file.write_text(DATES + '[topics."fk.consent.v1"]\nepochs = ["0a1b2c3d"]\nearliest = 2015-01-01\n')
    trusted = Trusted(epochs=frozenset({"0a1b2c3d"}), earliest=date(2015, 1, 1))
    assert read_trust(file) == Trust(
        topics={"fk.consent.v1": trusted}, earliest=date(1900, 1, 1), days_ahead=1
    )


@pytest.mark.parametrize(
    "text",
    [
        "no TOML",
        "[topics]",
        DATES,
        DATES + '[topics."a.consent.v1"]\nepochs = ["A B"]',
        DATES + "[topics.a]\nother = 1",
    ],
)
def test_a_file_that_cannot_be_understood_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "trusted.toml"
    file.write_text(text)
    with pytest.raises(BadConfiguration, match="TRUSTED_FILE: "):
        read_trust(file)
    settings = load_settings(SPECIMEN.settings, data_dir=tmp_path, trusted_file=file)
    assert [one for one in faults(SPECIMEN, settings, connect=False) if one.startswith("TRUSTED_FILE: ")]


class TestWithoutAFile:
    def test_anything_is_believed_in_development(self, tmp_path: Path) -> None:
        assert trust_of(load_settings(SPECIMEN.settings, data_dir=tmp_path, development="on")) == ANYTHING

    def test_no_inbox_starts_elsewhere(self, tmp_path: Path) -> None:
        """I12: a topic that is not announced would have effect."""
        settings = load_settings(SPECIMEN.settings, data_dir=tmp_path, development="off")
        with pytest.raises(BadConfiguration, match="TRUSTED_FILE: needed, unless DEVELOPMENT=on"):
            trust_of(settings)
        assert NEEDED in faults(SPECIMEN, settings, connect=False)

    def test_a_service_that_reads_no_topic_needs_none(self, tmp_path: Path) -> None:
        settings = load_settings(SPECIMEN.settings, data_dir=tmp_path, development="off")
        assert NEEDED not in faults(replace(SPECIMEN, reads=()), settings, connect=False)

    def test_the_command_ends_with_78_and_one_line(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ensure_issuer(tmp_path)
        environment = {
            "DATA_DIR": f"{tmp_path}",
            "DEVELOPMENT": "off",
            "JWKS_FILE": f"{tmp_path / 'jwks.json'}",
            "PORT": f"{free_port()}",
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        for role in ("inbox", "serve"):
            ended = CliRunner().invoke(service_cli(SPECIMEN), [role])
            assert (ended.exit_code, ended.output) == (78, f"configuration: {NEEDED}\n")
