"""The public keys that verify callers' tokens, from a JSON Web Key Set in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key, RSAKey
from joserfc.jws import JWSRegistry

from chassis.http.problems import Problem

ALGORITHMS = ("EdDSA", "Ed25519", "ES256", "RS256")
LEAST_RSA_BITS = 2048

Keys = Mapping[tuple[str, str], Key]
"""By key id and algorithm: keys of different types may share an id."""

log = structlog.get_logger()


def usable_keys(text: str) -> Keys:
    """The keys of the set that can verify a token. Raises ValueError if it is not a key set."""
    match json.loads(text):
        case {"keys": [*entries]}:
            return {name: key for entry in entries for name, key in _named(entry)}
    raise ValueError("no JSON Web Key Set")


def _named(entry: Any) -> list[tuple[tuple[str, str], Key]]:
    match entry:
        case {"kid": str(kid), "kty": "EC" | "OKP" | "RSA"}:
            pass
        case _:
            return []
    try:
        key = JWKRegistry.import_key(entry)
    except (JoseError, ValueError, TypeError):
        return []
    return [((kid, name), key) for name in ALGORITHMS if _can_check(key, name)]


def _can_check(key: Key, algorithm: str) -> bool:
    """Whether the key can verify signatures of the algorithm: it verifies an empty one without an error."""
    if isinstance(key, RSAKey) and key.public_key.key_size < LEAST_RSA_BITS:
        return False
    model = JWSRegistry.algorithms[algorithm]
    try:
        model.check_key(key)
        model.verify(b"", b"", key)
    except (JoseError, ValueError):
        return False
    return True


class IssuerKeys:
    """The usable keys of a file, reloaded when it changes. While it is unreadable, the last keys are used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._loaded: tuple[tuple[int, ...] | None, Keys] = (None, {})

    def find(self, key_id: str, algorithm: str) -> Key:
        """Raises Problem 503 while there are no usable keys, KeyError if there is no such key."""
        keys = self._current()
        if not keys:
            raise Problem(503, "issuer_keys_unavailable", headers={"Retry-After": "5"})
        return keys[key_id, algorithm]

    def _current(self) -> Keys:
        """A version of the file counts once its keys are read: threads that ask meanwhile read it too."""
        version = self._file_version()
        last, keys = self._loaded
        if version != last:
            keys = self._read(keys)
            self._loaded = (version, keys)
        return keys

    def _read(self, last: Keys) -> Keys:
        try:
            keys = usable_keys(self._path.read_text())
        except (OSError, ValueError) as error:
            log.error("issuer_keys_unreadable", file=str(self._path), error=type(error).__name__)  # noqa: TRY400  # no traceback in logs
            return last
        if not keys:
            log.error("issuer_keys_unusable", file=str(self._path))
        return keys

    def _file_version(self) -> tuple[int, ...]:
        """The time alone may not change while a file is being written."""
        try:
            at = self._path.stat()
        except OSError:
            return ()
        return (at.st_mtime_ns, at.st_ctime_ns, at.st_size, at.st_ino)
