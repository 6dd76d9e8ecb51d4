"""A service's own keys: the private ones that sign its statements, the public ones that others are given.

The file holds a JSON Web Key Set of up to three keys: the one that signs, the next one, the former one.
All three are public. So a holder of the public keys can also verify what is signed after a rotation.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from joserfc.jws import JWSRegistry

from chassis.settings.environment import BadConfiguration, Settings

ALGORITHM: Final = "Ed25519"
_SIGNATURES = JWSRegistry(algorithms=[ALGORITHM], strict_check_header=False)


@dataclass(frozen=True)
class SigningKeys:
    """Reads the file for each signature: a rotation needs no restart."""

    file: Path
    issuer: str

    def sign(self, kind: str, claims: dict[str, Any]) -> str:
        """A JWT of that `typ`. Its header names the issuer too: whose keys to look in (RFC 7519, 5.3)."""
        current = self._keys()[0]
        header = {"alg": ALGORITHM, "kid": current.kid, "typ": kind, "iss": self.issuer}
        return jwt.encode(header, {"iss": self.issuer, **claims}, current, registry=_SIGNATURES)

    def public(self) -> dict[str, list[dict[str, Any]]]:
        """The JSON Web Key Set that the services which verify its statements are given."""
        return {"keys": [dict(key.as_dict(private=False)) for key in self._keys()]}

    def create(self) -> None:
        """Create the file, for its owner only, unless it exists: the first of several processes wins."""
        if self.file.exists():
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._draft([_new_key(), _new_key()])
        try:
            self.file.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()

    def rotate(self) -> None:
        """The next key signs from now on, the current one becomes the former, and a new next one is added."""
        current, following, *_former = self._keys()
        self._draft([following, _new_key(), current]).replace(self.file)

    def check(self) -> None:
        """Raises BadConfiguration unless the file can be used."""
        self._keys()

    def _keys(self) -> list[OKPKey]:
        try:
            if self.file.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
                raise BadConfiguration("SIGNING_KEYS_FILE: readable or writable by everybody")
            keys = [OKPKey.import_key(entry) for entry in json.loads(self.file.read_text())["keys"]]
        except OSError as error:
            raise BadConfiguration(f"SIGNING_KEYS_FILE: {error.strerror}") from None
        except (ValueError, KeyError, TypeError, JoseError):
            raise BadConfiguration("SIGNING_KEYS_FILE: no JSON Web Key Set") from None
        if len(keys) < 2 or not all(key.is_private for key in keys):  # the one that signs, and the next
            raise BadConfiguration("SIGNING_KEYS_FILE: holds no private key, or no next one")
        return keys

    def _draft(self, keys: list[OKPKey]) -> Path:
        draft = self.file.with_name(f"{self.file.name}.{os.getpid()}")
        text = json.dumps({"keys": [key.as_dict(private=True) for key in keys]})
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
        return draft


def signing_keys(settings: Settings, service: str) -> SigningKeys:
    """The service's keys, whose file may not exist yet."""
    default = settings.data_dir / "keys" / f"{settings.agency}-{service}-signing.json"
    return SigningKeys(settings.signing_keys_file or default, f"{settings.agency}.{service}")


def open_signing_keys(settings: Settings, service: str) -> SigningKeys:
    """Create the keys at their default path if they are missing. Raises BadConfiguration.

    In development, the public keys are written where the other services of the data directory find them.
    """
    keys = signing_keys(settings, service)
    if settings.signing_keys_file is None:
        keys.create()
    keys.check()
    show_in_development(settings, keys)
    return keys


def show_in_development(settings: Settings, keys: SigningKeys) -> None:
    """Give the public keys to the other services of the data directory, if this is development."""
    if settings.is_development:
        folder = peer_keys_dir(settings)
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".{keys.issuer}.{os.getpid()}"
        draft.write_text(json.dumps(keys.public()))
        draft.replace(folder / f"{keys.issuer}.json")


def peer_keys_dir(settings: Settings) -> Path:
    """The folder of other services' public keys. Raises BadConfiguration where none is given."""
    if settings.peer_keys_dir is None and not settings.is_development:
        raise BadConfiguration("PEER_KEYS_DIR: needed, unless DEVELOPMENT=on")
    return settings.peer_keys_dir or settings.data_dir / "peers"


def _new_key() -> OKPKey:
    return OKPKey.generate_key(ALGORITHM, parameters={"use": "sig", "alg": ALGORITHM}, auto_kid=True)
