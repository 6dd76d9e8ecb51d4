"""A service's own keys: made once, checked, rotated, and given to those who verify what it signs."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from joserfc.errors import InvalidKeyIdError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from joserfc.jwt import decode
from typer.testing import CliRunner, Result

from chassis.cli.commands import service_cli
from chassis.service.peer_keys import PeerKeys, open_peer_keys
from chassis.service.signing_keys import SigningKeys, open_signing_keys
from chassis.settings.environment import BadConfiguration, Settings
from samplan.testing.specimen import SPECIMEN

SIGNER = replace(SPECIMEN, name="specimen", signs=True)


def settings(data_dir: Path, **more: Any) -> Settings:
    return SPECIMEN.settings(**{"data_dir": data_dir, "development": "on", **more})


def opened(data_dir: Path) -> SigningKeys:
    return open_signing_keys(settings(data_dir), SIGNER.name)


def run(data_dir: Path, *command: str, **environment: str) -> Result:
    given = {"DATA_DIR": f"{data_dir}", "DEVELOPMENT": "on", **environment}
    return CliRunner().invoke(service_cli(SIGNER), command, env=given)


def ids(keys: SigningKeys) -> list[str]:
    return [key["kid"] for key in keys.public()["keys"]]


def accepts(public: Any, token: str) -> bool:
    registry = JWSRegistry(algorithms=["Ed25519"], strict_check_header=False)
    try:
        claims = decode(token, KeySet.import_key_set(public), registry=registry).claims
    except InvalidKeyIdError:
        return False
    return bool(claims["iss"] == "af.specimen")


class TestKeys:
    def test_are_made_at_the_first_start_for_their_owner_alone(self, tmp_path: Path) -> None:
        first = opened(tmp_path)
        assert ids(opened(tmp_path)) == ids(first)
        assert first.file.stat().st_mode & 0o777 == 0o600
        assert len(ids(first)) == 2

    def test_show_no_private_part(self, tmp_path: Path) -> None:
        assert all("d" not in key for key in opened(tmp_path).public()["keys"])
        assert '"d"' not in (tmp_path / "peers" / "af.specimen.json").read_text()

    def test_are_never_made_where_a_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(BadConfiguration, match="SIGNING_KEYS_FILE: No such file"):
            open_signing_keys(settings(tmp_path, signing_keys_file=tmp_path / "absent"), SIGNER.name)

    @pytest.mark.parametrize("text", ["", "[]", '{"keys": []}', '{"keys": [7, 8]}', "public"])
    def test_are_refused_unless_they_can_sign(self, tmp_path: Path, text: str) -> None:
        file = tmp_path / "keys.json"
        file.write_text(json.dumps(opened(tmp_path).public()) if text == "public" else text)
        file.chmod(0o600)
        with pytest.raises(BadConfiguration, match="SIGNING_KEYS_FILE"):
            open_signing_keys(settings(tmp_path, signing_keys_file=file), SIGNER.name)

    def test_are_refused_when_everybody_can_read_them(self, tmp_path: Path) -> None:
        opened(tmp_path).file.chmod(0o644)
        with pytest.raises(BadConfiguration, match="readable or writable by everybody"):
            opened(tmp_path)

    def test_are_given_to_nobody_outside_development(self, tmp_path: Path) -> None:
        open_signing_keys(settings(tmp_path, development="off"), SIGNER.name)
        assert not (tmp_path / "peers").exists()


class TestRotation:
    def test_keeps_valid_what_was_signed_before(self, tmp_path: Path) -> None:
        keys = opened(tmp_path)
        before = keys.sign("JWT", {})
        keys.rotate()
        assert accepts(keys.public(), before)
        keys.rotate()
        assert not accepts(keys.public(), before)

    def test_signs_with_a_key_that_others_were_given_before_it(self, tmp_path: Path) -> None:
        keys = opened(tmp_path)
        given = keys.public()
        keys.rotate()
        assert accepts(given, keys.sign("JWT", {}))
        keys.rotate()
        assert not accepts(given, keys.sign("JWT", {}))

    def test_leaves_the_file_to_its_owner_alone(self, tmp_path: Path) -> None:
        keys = opened(tmp_path)
        keys.rotate()
        assert keys.file.stat().st_mode & 0o777 == 0o600
        assert list(keys.file.parent.iterdir()) == [keys.file]

    def test_is_a_command_that_prints_what_to_give_to_others(self, tmp_path: Path) -> None:
        shown = json.loads(run(tmp_path, "keys", "show-public").output)
        rotated = json.loads(run(tmp_path, "keys", "rotate").output)
        current, following = (key["kid"] for key in shown["keys"])
        assert [key["kid"] for key in rotated["keys"]][::2] == [following, current]
        assert json.loads((tmp_path / "peers" / "af.specimen.json").read_text()) == rotated
        assert '"d"' not in f"{shown}{rotated}"


class TestPeers:
    def test_are_found_as_soon_as_their_file_is_there(self, tmp_path: Path) -> None:
        keys = opened(tmp_path)
        peers = PeerKeys(tmp_path / "peers", SIGNER.name)
        (key_id, _) = ids(keys)
        assert peers.find("af.specimen", key_id, "Ed25519").kid == key_id
        for issuer, key in (("af.specimen", "no such key"), ("../af.specimen", key_id)):
            with pytest.raises(KeyError):
                peers.find(issuer, key, "Ed25519")

    def test_are_needed_outside_development(self, tmp_path: Path) -> None:
        with pytest.raises(BadConfiguration, match="PEER_KEYS_DIR: needed"):
            open_peer_keys(settings(tmp_path, development="off"), SIGNER.name)
        with pytest.raises(BadConfiguration, match="PEER_KEYS_DIR: no keys of a specimen service"):
            open_peer_keys(settings(tmp_path, development="off", peer_keys_dir=tmp_path), SIGNER.name)
        opened(tmp_path)
        peers = tmp_path / "peers"
        open_peer_keys(settings(tmp_path, development="off", peer_keys_dir=peers), SIGNER.name)
        (peers / "fk.specimen.json").write_text('{"keys": []}')
        with pytest.raises(BadConfiguration, match=r"PEER_KEYS_DIR: fk\.specimen\.json holds no key"):
            open_peer_keys(settings(tmp_path, development="off", peer_keys_dir=peers), SIGNER.name)
