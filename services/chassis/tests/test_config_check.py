"""`config check` and `migrate --check` report faults before a start, and change nothing."""

import json
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar
from uuid import UUID

import pytest
from typer.testing import CliRunner, Result

from chassis.cli.commands import service_cli
from chassis.service.key_store import open_vault
from chassis.settings.environment import load_settings
from chassis.settings.programmes import Row
from chassis.store.database import open_database
from samplan.bus.store.migrations import Migration, migrate
from samplan.privacy.vault import SecretKey
from samplan.testing.specimen import SPECIMEN

SECRET = "hunter2"
NOBODY = "127.0.0.1:1"

PROGRAMME = """\
id = "example"
name = { sv = "Exempel", en = "Example" }
runs_from = 2020-01-02
agencies = ["af"]

[[planning]]
valid_from = 2020-01-02
reason = "first"
approved_by = "steering group"
plan_days = "sixty"
"""


class Planning(Row):
    SECTION: ClassVar[str] = "planning"

    plan_days: int
    stay_months: int = 6


# Keycloak publishes both.
SIGNING_KEY = {
    "kty": "EC",
    "use": "sig",
    "crv": "P-256",
    "x": "P1JNmRQm57etGmhPxAeF8LBy8qJr_WaFPiF_Hw_a3sE",
    "y": "aB_VA7iwbbh3KAdNSzbCNFLMeOkYGMQ-JwlM7SodPro",
    "kid": "signing",
}
ENCRYPTION_KEY = {**SIGNING_KEY, "use": "enc", "kid": "encryption"}
ENCRYPTION_ONLY = json.dumps({"keys": [ENCRYPTION_KEY]})
WITH_ENCRYPTION = json.dumps({"keys": [SIGNING_KEY, ENCRYPTION_KEY]})

Run = Callable[..., Result]


KEEPER = replace(SPECIMEN, has_vault=True, programme_sections=(Planning,), signs=True, verifies=("referral",))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("PROGRAMMES_DIR", str(Path(__file__).parents[3] / "programmes"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("PORT", str(free.getsockname()[1]))

    def command(*arguments: str, **settings: str | Path) -> Result:
        for name, value in settings.items():
            monkeypatch.setenv(name, str(value))
        return CliRunner().invoke(service_cli(KEEPER), list(arguments))

    return command


def is_one_line_about(result: Result, setting: str) -> bool:
    lines = result.output.strip().splitlines()
    return result.exit_code == 78 and len(lines) == 1 and lines[0].startswith(f"configuration: {setting}: ")


class TestConfigCheck:
    def test_prints_every_setting_and_no_secret(self, run: Run) -> None:
        url = f"postgresql://planning:{SECRET}@db.example/planning?sslpassword={SECRET}"
        result = run("config", "check", DATABASE_URL=url)
        assert result.exit_code == 0, result.output
        assert '"database_url": "postgresql://planning:***@db.example/planning"' in result.output
        assert SECRET not in result.output

    def test_creates_nothing(self, run: Run, tmp_path: Path) -> None:
        assert run("config", "check").exit_code == 0
        assert not (tmp_path / "data").exists()

    @pytest.mark.parametrize("setting", ["MASTER_KEY_FILE", "INDEX_KEY_FILE"])
    def test_names_a_key_that_everybody_may_read(self, run: Run, tmp_path: Path, setting: str) -> None:
        key = tmp_path / "shown.key"
        SecretKey.read_or_create(key)
        key.chmod(0o644)
        assert is_one_line_about(run("config", "check", **{setting: key}), setting)

    def test_names_a_missing_key(self, run: Run, tmp_path: Path) -> None:
        assert is_one_line_about(run("config", "check", INDEX_KEY_FILE=tmp_path / "absent"), "INDEX_KEY_FILE")

    @pytest.mark.parametrize(
        ("setting", "name"), [("SIGNING_KEYS_FILE", "absent"), ("PEER_KEYS_DIR", "absent")]
    )
    def test_names_what_statements_need(self, run: Run, tmp_path: Path, setting: str, name: str) -> None:
        assert is_one_line_about(run("config", "check", **{setting: tmp_path / name}), setting)

    def test_names_a_missing_folder_of_peers_outside_development(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "jwks.json"
        file.write_text(WITH_ENCRYPTION)
        trusted = Path(__file__).parents[3] / "deploy/kafka/trusted.toml"
        result = run("config", "check", JWKS_FILE=file, DEVELOPMENT="off", TRUSTED_FILE=trusted)
        assert is_one_line_about(result, "PEER_KEYS_DIR")

    @pytest.mark.parametrize("content", ["[]", "no JSON", '{"keys": [{', '{"keys": []}', ENCRYPTION_ONLY])
    def test_names_a_file_that_holds_no_public_key(self, run: Run, tmp_path: Path, content: str) -> None:
        file = tmp_path / "jwks.json"
        file.write_text(content)
        assert is_one_line_about(run("config", "check", JWKS_FILE=file), "JWKS_FILE")

    def test_accepts_a_signing_key_beside_others(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "jwks.json"
        file.write_text(WITH_ENCRYPTION)
        assert run("config", "check", JWKS_FILE=file).exit_code == 0

    def test_names_programmes_that_cannot_be_read(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "broken.toml").write_text("id =")
        assert is_one_line_about(run("config", "check", PROGRAMMES_DIR=tmp_path), "PROGRAMMES_DIR")

    def test_names_an_invalid_rule_of_the_service(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "example.toml").write_text(PROGRAMME)
        result = run("config", "check", PROGRAMMES_DIR=tmp_path)
        assert is_one_line_about(result, "PROGRAMMES_DIR")
        assert "example.toml:10: planning.0.plan_days" in result.output

    def test_names_an_invalid_time_zone(self, run: Run) -> None:
        assert is_one_line_about(run("config", "check", TIME_ZONE="Europe/Malmö"), "TIME_ZONE")

    @pytest.mark.parametrize("setting", ["PORT", "METRICS_PORT"])
    def test_names_a_port_in_use(self, run: Run, setting: str) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            result = run("config", "check", **{setting: f"{taken.getsockname()[1]}"})
        assert is_one_line_about(result, setting)

    def test_names_a_store_of_a_later_version(self, run: Run, tmp_path: Path) -> None:
        later(tmp_path / "store.sqlite3")
        result = run("config", "check", DATABASE_URL=f"sqlite:///{tmp_path}/store.sqlite3")
        assert is_one_line_about(result, "DATABASE_URL")
        assert "of-a-later-program-contract" in result.output

    def test_names_a_master_key_that_cannot_open_the_stored_keys(self, run: Run, tmp_path: Path) -> None:
        vault, _ = open_vault(load_settings(KEEPER.settings, data_dir=f"{tmp_path}/data"), KEEPER.name)
        vault.seal(UUID(int=1), {"name": "Alma"}, record=UUID(int=2))
        assert run("config", "check").exit_code == 0
        SecretKey.read_or_create(tmp_path / "other.key")
        result = run("config", "check", MASTER_KEY_FILE=tmp_path / "other.key")
        assert is_one_line_about(result, "MASTER_KEY_FILE")

    def test_reports_all_faults_at_once(self, run: Run, tmp_path: Path) -> None:
        result = run("config", "check", INDEX_KEY_FILE=tmp_path / "absent", PROGRAMMES_DIR=tmp_path)
        assert [line.split()[1] for line in result.output.splitlines()] == [
            "INDEX_KEY_FILE:",
            "PROGRAMMES_DIR:",
        ]


@pytest.mark.slow
class TestConfigCheckThatConnects:
    def test_accepts_a_broker_that_answers(self, run: Run, broker: str) -> None:
        assert run("config", "check", "--connect", KAFKA_BOOTSTRAP_SERVERS=broker).exit_code == 0

    def test_reports_that_the_broker_does_not_answer(self, run: Run) -> None:
        result = run("config", "check", "--connect", KAFKA_BOOTSTRAP_SERVERS=NOBODY)
        assert is_one_line_about(result, "KAFKA_BOOTSTRAP_SERVERS")

    def test_reports_that_the_store_does_not_answer(self, run: Run, broker: str) -> None:
        result = run(
            "config",
            "check",
            "--connect",
            DATABASE_URL=f"postgresql://planning:{SECRET}@{NOBODY}/planning",
            KAFKA_BOOTSTRAP_SERVERS=broker,
        )
        assert is_one_line_about(result, "DATABASE_URL"), result.output
        assert SECRET not in result.output

    @pytest.mark.real
    def test_reports_a_store_that_is_not_migrated(
        self, run: Run, embedded_bootstrap: str, postgres_url: str, fresh_database: Callable[[str], str]
    ) -> None:
        settings = {
            "DATABASE_URL": fresh_database(postgres_url),
            "KEYS_URL": fresh_database(postgres_url),
            "KAFKA_BOOTSTRAP_SERVERS": embedded_bootstrap,
        }
        result = run("config", "check", "--connect", **settings)
        assert [line.split()[1] for line in result.output.splitlines()] == ["DATABASE_URL:", "KEYS_URL:"]
        assert run("migrate").exit_code == 0
        assert run("config", "check", "--connect").exit_code == 0


class TestMigrateCheck:
    def test_lists_what_is_missing_and_changes_nothing(self, run: Run, database_url: str) -> None:
        result = run("migrate", "--check", DATABASE_URL=database_url)
        assert result.exit_code == 1
        assert "specimen-1" in result.output
        assert "keys-1" in result.output
        assert run("migrate", "--check").output == result.output

    def test_finds_nothing_after_a_migration(self, run: Run, database_url: str) -> None:
        assert run("migrate", DATABASE_URL=database_url).exit_code == 0
        result = run("migrate", "--check")
        assert (result.exit_code, result.output) == (0, "pending: nothing\n")

    def test_refuses_a_store_of_a_later_version(self, run: Run, tmp_path: Path) -> None:
        later(tmp_path / "store.sqlite3")
        for command in (["migrate"], ["migrate", "--check"]):
            result = run(*command, DATABASE_URL=f"sqlite:///{tmp_path}/store.sqlite3")
            assert result.exit_code == 78


def later(path: Path) -> None:
    """Create a store migrated by a later version of the program."""
    store = open_database(f"sqlite:///{path}")
    taken_away = Migration("of-a-later-program-contract", ())
    migrate(store, (*SPECIMEN.all_migrations, taken_away), event_store=True)
    store.close()
