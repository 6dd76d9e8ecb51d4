"""Without the keys of a referral service, no consent can be granted: it does not start (C-15)."""

from pathlib import Path

import pytest
from services.consent.tests.examples import PROGRAMMES
from typer.testing import CliRunner

from chassis.cli.commands import service_cli
from consent.service import SERVICE
from samplan.contracts.codes import Agency
from samplan.testing.issuer import ensure_issuer
from samplan.testing.vouchers import peers_in


@pytest.mark.parametrize("peers", ["", "empty", "absent"])
def test_a_start_without_peers_ends_with_78_and_names_the_setting(tmp_path: Path, peers: str) -> None:
    (tmp_path / "empty").mkdir()
    outcome = CliRunner().invoke(service_cli(SERVICE), ["openapi"], env=environment(tmp_path, peers))
    assert outcome.exit_code == 78
    assert "PEER_KEYS_DIR" in outcome.output
    assert len(outcome.output.strip().splitlines()) == 1


def test_a_start_with_peers_succeeds(tmp_path: Path) -> None:
    peers_in(tmp_path / "peers", Agency.MALMO_IFO)
    outcome = CliRunner().invoke(service_cli(SERVICE), ["openapi"], env=environment(tmp_path, "peers"))
    assert outcome.exit_code == 0, outcome.output


def environment(folder: Path, peers: str) -> dict[str, str]:
    given = {
        "DATA_DIR": f"{folder}/data",
        "PROGRAMMES_DIR": f"{PROGRAMMES}",
        "JWKS_FILE": f"{ensure_issuer(folder)}",
        "DEVELOPMENT": "off",
    }
    return given | ({"PEER_KEYS_DIR": f"{folder / peers}"} if peers else {})
