"""The content of a backup, with checksums (I11)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

FILE = "manifest.json"
CHECKSUM = "manifest.sha256"

Part = Literal["store", "keys"]


class Damaged(Exception):
    """A file of the backup is missing or was changed; the message names it."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a backup. `columns` are those of a table copied from PostgreSQL."""

    bytes: int
    sha256: str
    columns: Sequence[str] = ()


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What was copied, when, and the store's position, to compare with the topic."""

    format: int = 1
    agency: str
    service: str
    part: Part
    kind: str
    made_at: str
    epoch: str = ""
    last_notification_id: int = 0
    positions: Mapping[str, int] = {}
    migrations: Sequence[str] = ()
    files: Mapping[str, Entry] = {}


def entry_of(path: Path, columns: Sequence[str] = ()) -> Entry:
    """The file's size and checksum."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return Entry(bytes=path.stat().st_size, sha256=digest.hexdigest(), columns=columns)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    content = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (folder / FILE).write_bytes(content)
    (folder / CHECKSUM).write_text(hashlib.sha256(content).hexdigest())


def read_manifest(folder: Path) -> Manifest:
    """The manifest, after checking every file of the backup. Raises Damaged."""
    try:
        content = (folder / FILE).read_bytes()
        if (folder / CHECKSUM).read_text().strip() != hashlib.sha256(content).hexdigest():
            raise Damaged(FILE)
        manifest = msgspec.json.decode(content, type=Manifest)
    except (OSError, msgspec.DecodeError):
        raise Damaged(FILE) from None
    for name, entry in manifest.files.items():
        path = folder / name
        if not path.exists() or entry_of(path, entry.columns) != entry:
            raise Damaged(name)
    return manifest
