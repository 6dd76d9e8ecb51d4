"""Personal fields as sealed text, with one data key per person: destroying the key erases them everywhere.

The data keys are in a separate store, wrapped by a master key in a file. A backup of the event store alone
opens nothing, and sealed text opens only in the record that it was sealed for.
"""

from __future__ import annotations

import hmac
import json
import os
import stat
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from typing import Any, Self, cast
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Database, Transaction
from samplan.privacy.erasures import ErasureLog

FORMAT = "s1"
KEY_BYTES = 32
NONCE_BYTES = 12

KEY_MIGRATIONS = (
    Migration(
        "keys-1",
        (
            """CREATE TABLE data_keys (
                person TEXT NOT NULL, version INTEGER NOT NULL, master TEXT NOT NULL,
                wrapped TEXT, PRIMARY KEY (person, version))""",
        ),
    ),
)


class UnsafeKey(Exception):
    """A key file that must not be used: accessible to every user, or not a key."""


class Tampered(Exception):
    """Sealed text that was changed, moved to another record, or sealed under another master key."""


class PersonErased(Exception):
    """The person's key was destroyed: nothing can be sealed for them."""


@dataclass(frozen=True)
class Erased:
    """The result of opening after the person's key was destroyed."""


@dataclass(frozen=True, repr=False)
class SecretKey:
    """32 secret bytes from a file that other users cannot read."""

    material: bytes

    def __repr__(self) -> str:
        return f"SecretKey({self.id})"

    @property
    def id(self) -> str:
        """Eight hexadecimal digits that distinguish keys and reveal nothing about them."""
        return sha256(b"samplan key id" + self.material).hexdigest()[:8]

    def derived(self, purpose: str) -> SecretKey:
        """A separate key for another purpose, from which this key cannot be derived."""
        return SecretKey(hmac.new(self.material, f"samplan {purpose}".encode(), sha256).digest())

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a key. Raises UnsafeKey when other users may access the file, or when it contains no key."""
        if path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
            raise UnsafeKey(f"{path}: readable or writable by everybody")
        try:
            material = urlsafe_b64decode(path.read_bytes().strip())
        except ValueError:
            material = b""
        if len(material) != KEY_BYTES:
            raise UnsafeKey(f"{path}: not {KEY_BYTES} bytes in base64")
        return cls(material)

    @classmethod
    def read_or_create(cls, path: Path) -> Self:
        """The key in the file, or a new one in a file for its owner only (the embedded default)."""
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        if not path.exists():
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(urlsafe_b64encode(token_bytes(KEY_BYTES)))
            # A link never replaces a file: of processes that start together, all use the first one's key.
            try:
                path.hardlink_to(draft)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return cls.read(path)


class Vault:
    """Seals and opens personal fields. Keys are read for every use, so a destroyed key opens nothing."""

    def __init__(self, database: Database, master: SecretKey, erasures: ErasureLog | None = None) -> None:
        self._database = database
        self._master = master
        self._erasures = erasures

    def seal(self, person: UUID, fields: Mapping[str, Any], *, record: UUID) -> str:
        """Sealed text that opens only for this person and record. Raises PersonErased after `destroy`."""
        with self._database.transaction() as tx:
            key, version = self._key_for_sealing(tx, person)
        head = f"{FORMAT}.{person}.{version}"
        plain = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
        return f"{head}.{_encrypt(key, plain, f'{head}|{record}')}"

    def open(self, sealed: str, *, record: UUID) -> dict[str, Any] | Erased:
        """The fields, or Erased after the person's key was destroyed. Raises Tampered."""
        person, version, body = _parts(sealed)
        with self._database.transaction() as tx:
            rows = tx.execute(_KEY, {"person": str(person), "version": version})
        if not rows:
            raise Tampered("no such key")
        if rows[0]["wrapped"] is None:
            return Erased()
        key = self._unwrap(rows[0]["wrapped"], person, version)
        plain = _decrypt(key, body, f"{FORMAT}.{person}.{version}|{record}")
        return cast("dict[str, Any]", json.loads(plain))

    def destroy(self, person: UUID) -> None:
        """Erase everything sealed for the person, also in backups of the event store."""
        if self._erasures is not None:
            self._erasures.note(person)
        self._destroy(person)

    def erase_again(self) -> int:
        """Destroy erased persons' keys that a backup has restored; how many. Raises BrokenLog."""
        erased = {UUID(row["person"]) for row in self._database.query(_ERASED)}
        restored = self._erasures.persons() - erased if self._erasures is not None else ()
        for person in restored:
            self._destroy(person)
        return len(restored)

    def _destroy(self, person: UUID) -> None:
        with self._database.transaction() as tx:
            if self._database.kind == "sqlite":
                tx.execute("PRAGMA secure_delete = ON")
            _ensure_key(tx, person, None, self._master.id)
            tx.execute("UPDATE data_keys SET wrapped = NULL WHERE person = :person", {"person": str(person)})

    def _key_for_sealing(self, tx: Transaction, person: UUID) -> tuple[bytes, int]:
        rows = tx.execute(_NEWEST_KEY, {"person": str(person)})
        if not rows:
            wrapped = _encrypt(self._master.material, token_bytes(KEY_BYTES), f"{person}|1")
            _ensure_key(tx, person, wrapped, self._master.id)
            rows = tx.execute(_NEWEST_KEY, {"person": str(person)})
        version, wrapped = rows[0]["version"], rows[0]["wrapped"]
        if wrapped is None:
            raise PersonErased
        return self._unwrap(wrapped, person, version), version

    def _unwrap(self, wrapped: str, person: UUID, version: int) -> bytes:
        return _decrypt(self._master.material, wrapped, f"{person}|{version}")


class BlindIndex:
    """Finds a record by a personnummer without storing the number: an HMAC with the service's own key."""

    def __init__(self, key: SecretKey) -> None:
        self._key = key

    def of(self, value: str) -> str:
        """The index of a value, prefixed with the id of its key."""
        return f"{self._key.id}:{hmac.new(self._key.material, value.encode(), sha256).hexdigest()}"


_ERASED = "SELECT DISTINCT person FROM data_keys WHERE wrapped IS NULL"
_KEY = "SELECT wrapped FROM data_keys WHERE person = :person AND version = :version"
_NEWEST_KEY = "SELECT version, wrapped FROM data_keys WHERE person = :person ORDER BY version DESC LIMIT 1"


def _ensure_key(tx: Transaction, person: UUID, wrapped: str | None, master: str) -> None:
    tx.execute(
        "INSERT INTO data_keys (person, version, master, wrapped) VALUES (:person, 1, :master, :wrapped)"
        " ON CONFLICT (person, version) DO NOTHING",
        {"person": str(person), "master": master, "wrapped": wrapped},
    )


def _parts(sealed: str) -> tuple[UUID, int, str]:
    try:
        kind, person, version, body = sealed.split(".")
        parts = UUID(person), int(version), body
    except ValueError:
        raise Tampered("not sealed text") from None
    if kind != FORMAT:
        raise Tampered("unknown format of sealed text")
    return parts


def _encrypt(key: bytes, plain: bytes, bound_to: str) -> str:
    nonce = token_bytes(NONCE_BYTES)
    return urlsafe_b64encode(nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())).decode()


def _decrypt(key: bytes, body: str, bound_to: str) -> bytes:
    try:
        raw = urlsafe_b64decode(body)
        if urlsafe_b64encode(raw).decode() != body:  # base64 can encode the same bytes in several ways
            raise Tampered("the seal is broken")
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound_to.encode())
    except (ValueError, InvalidTag):
        raise Tampered("the seal is broken") from None
