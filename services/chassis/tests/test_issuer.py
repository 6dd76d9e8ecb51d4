"""Callers' tokens must be signed by a known issuer: without an issuer, a service does not start."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chassis.cli.commands import service_cli
from chassis.service import issuer
from chassis.service.issuer import DevelopmentIssuer
from samplan.contracts.codes import Agency
from samplan.testing import issuer as development
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.servers.ports import free_port
from samplan.testing.specimen import SPECIMEN

NEEDS_AN_ISSUER = "configuration: JWKS_FILE: needed, unless DEVELOPMENT=on\n"
NONE_IS_INSTALLED = "configuration: DEVELOPMENT: no development issuer is installed: set JWKS_FILE\n"
DEVELOPMENT_IS_OFF = "configuration: DEVELOPMENT: no development issuer is installed: leave it off\n"
EX_CONFIG = 78

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PROGRAMMES_DIR", str(Path(__file__).parents[3] / "programmes"))
    monkeypatch.setenv("PORT", f"{free_port()}")
    monkeypatch.setenv("TRUSTED_FILE", str(Path(__file__).parents[3] / "deploy/kafka/trusted.toml"))

    def command(*arguments: str, development: str) -> Result:
        monkeypatch.setenv("DEVELOPMENT", development)
        return CliRunner().invoke(service_cli(SPECIMEN), list(arguments))

    return command


@pytest.fixture
def without_an_issuer(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in an image: no installed package provides one."""
    monkeypatch.setattr(issuer, "GROUP", "samplan.nothing")


START = pytest.mark.parametrize(
    "arguments", [("serve",), ("api",), ("relay",), ("inbox",), ("config", "check")], ids=" ".join
)


class TestWithoutAnIssuer:
    @START
    def test_a_service_does_not_start(self, run: Run, arguments: tuple[str, ...]) -> None:
        refused = run(*arguments, development="off")
        assert (refused.exit_code, refused.output) == (EX_CONFIG, NEEDS_AN_ISSUER)

    @START
    @pytest.mark.usefixtures("without_an_issuer")
    def test_a_service_does_not_start_in_development_either(
        self, run: Run, arguments: tuple[str, ...]
    ) -> None:
        refused = run(*arguments, development="on")
        assert (refused.exit_code, refused.output) == (EX_CONFIG, NONE_IS_INSTALLED)

    @START
    @pytest.mark.usefixtures("without_an_issuer")
    def test_the_keys_of_another_do_not_turn_development_on(
        self, run: Run, arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Otherwise one setting of a deployment would let its business date be moved."""
        monkeypatch.setenv("JWKS_FILE", f"{development.ensure_issuer(tmp_path / 'elsewhere')}")
        refused = run(*arguments, development="on")
        assert (refused.exit_code, refused.output) == (EX_CONFIG, DEVELOPMENT_IS_OFF)

    @pytest.mark.parametrize("setting", ["yes", "1", ""])
    def test_development_is_on_or_off(self, run: Run, setting: str) -> None:
        refused = run("config", development=setting)
        assert refused.exit_code == EX_CONFIG
        assert refused.output.startswith("configuration: DEVELOPMENT: ")

    @START
    def test_a_service_does_not_start_on_a_file_that_does_not_exist(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
    ) -> None:
        monkeypatch.setenv("JWKS_FILE", "nowhere/keys.json")
        refused = run(*arguments, development="off")
        assert (refused.exit_code, refused.output) == (
            EX_CONFIG,
            "configuration: JWKS_FILE: No such file or directory\n",
        )

    def test_no_token_is_signed(self, run: Run) -> None:
        refused = run("token", "af", development="off")
        assert (refused.exit_code, refused.output) == (EX_CONFIG, NEEDS_AN_ISSUER)


class TestTheDevelopmentIssuer:
    def test_is_found_where_it_is_installed(self, run: Run) -> None:
        assert run("config", "check", development="on").exit_code == 0
        assert run("token", "af", development="on").output.count(".") == 2

    def test_signs_tokens(self, tmp_path: Path) -> None:
        signing: DevelopmentIssuer = development
        public = signing.ensure_issuer(tmp_path)
        assert json.loads(public.read_text())["keys"][0]["kty"] == "EC"
        assert signing.mint_token(tmp_path, Agency.AF, scopes=["planning:read"], audience=["planning"])


class TestKeysOfAnIssuer:
    def test_are_sufficient(self, tmp_path: Path) -> None:
        keys = development.ensure_issuer(tmp_path / "elsewhere")
        token = development.mint_token(
            tmp_path / "elsewhere", Agency.AF, scopes=SPECIMEN.scopes, audience=[SPECIMEN.name]
        )
        with ServiceUnderTest(SPECIMEN, tmp_path, development="off", jwks_file=keys) as service:
            headers = {"Authorization": f"Bearer {token}"}
            assert service.client.get("/v1/plans", headers=headers).status_code != 401

    def test_take_precedence_over_the_development_issuer(self, tmp_path: Path) -> None:
        keys = development.ensure_issuer(tmp_path / "elsewhere")
        with ServiceUnderTest(SPECIMEN, tmp_path, jwks_file=keys) as service:
            assert service.get(f"/v1/plans/{'0' * 8}-0000-0000-0000-{'0' * 12}").status_code == 401
