"""An invalid setting gives one line that names it and exit code 78, and nothing is started."""

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chassis.cli.commands import service_cli
from chassis.settings.environment import BadConfiguration, load_settings
from chassis.store.database import open_database
from samplan.bus.store.migrations import Migration, migrate
from samplan.testing.specimen import SPECIMEN

SECRET = "hunter2"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Run":
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return Run(monkeypatch)


class Run:
    def __init__(self, environment: pytest.MonkeyPatch) -> None:
        self._environment = environment

    def __call__(self, *arguments: str, **settings: str) -> Result:
        for name, value in settings.items():
            self._environment.setenv(name, value)
        return CliRunner().invoke(service_cli(SPECIMEN), list(arguments))


BAD_SETTINGS: dict[str, tuple[dict[str, str], str]] = {
    "a port that is none": ({"PORT": "99999"}, "PORT"),
    "an agency that is none": ({"AGENCY": "sverige"}, "AGENCY"),
    "an unknown time zone": ({"TIME_ZONE": "Europe/Malmö"}, "TIME_ZONE"),
    "another time zone than the law's": ({"TIME_ZONE": "Europe/Paris"}, "TIME_ZONE"),
    "acks that lose events": ({"KAFKA_ACKS": "1"}, "KAFKA_ACKS"),
    "acks in lower case": ({"kafka_acks": "0"}, "KAFKA_ACKS"),
    "another kind of database": ({"DATABASE_URL": f"mysql://x:{SECRET}@y/z"}, "DATABASE_URL"),
    "a log level that is none": ({"LOG_LEVEL": "loud"}, "LOG_LEVEL"),
}


@pytest.mark.parametrize("what", BAD_SETTINGS)
def test_a_wrong_setting_is_refused_at_start(run: Run, what: str) -> None:
    settings, name = BAD_SETTINGS[what]
    result = run("serve", **settings)
    assert result.exit_code == 78
    assert len(result.output.strip().splitlines()) == 1
    assert name in result.output
    assert SECRET not in result.output


def test_a_variable_is_found_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("Log_Level", "error")
    assert load_settings(SPECIMEN.settings).log_level == "error"


def test_a_given_value_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "loud")
    assert load_settings(SPECIMEN.settings, log_level="error").log_level == "error"


def test_a_given_value_that_no_setting_has_is_refused() -> None:
    with pytest.raises(BadConfiguration, match="LOGLEVEL"):
        load_settings(SPECIMEN.settings, loglevel="error")


def test_a_port_in_use_is_refused_at_start(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", PORT=str(taken.getsockname()[1]))
    assert result.exit_code == 78
    assert "PORT" in result.output


def test_a_store_of_a_later_version_is_refused_at_start(run: Run, tmp_path: Path) -> None:
    store = open_database(f"sqlite:///{tmp_path}/store.sqlite3")
    later = Migration("of-a-later-program-contract", ())
    migrate(store, (*SPECIMEN.all_migrations, later), event_store=True)
    store.close()
    result = run("openapi", DATABASE_URL=f"sqlite:///{tmp_path}/store.sqlite3")
    assert result.exit_code == 78
    assert "of-a-later-program-contract" in result.output


@pytest.mark.slow
def test_a_store_that_does_not_answer_is_named(run: Run) -> None:
    result = run("openapi", DATABASE_URL=f"postgresql://planning:{SECRET}@127.0.0.1:1/planning")
    assert result.exit_code == 78
    assert "DATABASE_URL: the store does not answer" in result.output
    assert SECRET not in result.output


def test_a_fixed_setting_may_be_set_to_its_only_value(run: Run) -> None:
    assert run("config", TIME_ZONE="Europe/Stockholm", KAFKA_ACKS="all").exit_code == 0


def test_config_shows_every_setting_and_no_secret(run: Run) -> None:
    result = run("config", DATABASE_URL=f"postgresql://planning:{SECRET}@127.0.0.1/planning")
    assert result.exit_code == 0
    assert '"agency": "af"' in result.output
    assert SECRET not in result.output


def test_migrate_says_what_it_applied(run: Run) -> None:
    assert "specimen-1" in run("migrate").output
    assert "nothing" in run("migrate").output


class TestParked:
    def test_list_is_empty_at_first(self, run: Run) -> None:
        assert run("parked", "list").exit_code == 0

    @pytest.mark.parametrize("action", ["show", "replay", "discard"])
    def test_an_unknown_id_is_reported(self, run: Run, action: str) -> None:
        result = run("parked", action, "nothing")
        assert result.exit_code == 2
        assert "no such parked record" in result.output
