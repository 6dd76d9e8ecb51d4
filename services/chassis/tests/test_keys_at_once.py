"""Keys that several threads ask for while the file is first read: a command is tried in a thread each."""

import json
from pathlib import Path

import pytest
from joserfc.jwk import OKPKey

from chassis.http import issuer_keys
from chassis.http.issuer_keys import IssuerKeys, Keys

KEY = OKPKey.generate_key("Ed25519", parameters={"kid": "one"})


def test_one_that_asks_during_the_reading_finds_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "keys.json"
    file.write_text(json.dumps({"keys": [KEY.as_dict(private=False)]}))
    asked = IssuerKeys(file)
    read = issuer_keys.usable_keys

    def while_another_asks(text: str) -> Keys:
        monkeypatch.setattr(issuer_keys, "usable_keys", read)
        assert asked.find("one", "Ed25519").kid == "one"
        return read(text)

    monkeypatch.setattr(issuer_keys, "usable_keys", while_another_asks)
    assert asked.find("one", "Ed25519").kid == "one"
