"""To whom has an owner disclosed what, and has anybody changed the log (C-11, I16)?

One log per owner, in the owner's store: each entry holds the hash of itself and of the entry before it. Every
entry is published, content-free, with its position and hash: who keeps those sees that the log was cut or
rewritten, and can compute the chain again with `chained_after`.
"""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from json import dumps
from typing import Any
from uuid import UUID

import msgspec

from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.circle.circles import Tables

MIGRATIONS = (
    Migration(
        "disclosure-log-1",
        (
            "CREATE TABLE disclosure_chain_head (log INTEGER PRIMARY KEY, position BIGINT NOT NULL)",
            """CREATE TABLE disclosure_chain (
                position BIGINT PRIMARY KEY, participant_id TEXT NOT NULL, entry TEXT NOT NULL,
                chained TEXT NOT NULL)""",
            "CREATE INDEX disclosures_by_participant ON disclosure_chain (participant_id)",
        ),
    ),
)


class Disclosure(msgspec.Struct, frozen=True, kw_only=True):
    """Who was shown what, for what purpose and by which rule. `consent_id`: None where no consent decided."""

    disclosed_on: date
    participant_id: UUID
    agency: Agency
    role: str
    purpose: ConsentPurpose
    what: str
    rule: str
    consent_id: UUID | None
    circle_version: int


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """How long the log was, and the hash of all of it. It identifies nobody."""

    position: int
    chained: str


def append_disclosure(entry: Disclosure, tables: Tables) -> Anchor:
    """The entry's place and hash. The head's row is locked until the commit: the chain does not fork."""
    tables.write(
        "INSERT INTO disclosure_chain_head VALUES (1, 1)"
        " ON CONFLICT (log) DO UPDATE SET position = disclosure_chain_head.position + 1"
    )
    (head,) = tables.rows("SELECT position FROM disclosure_chain_head WHERE log = 1")
    before = tables.rows(
        "SELECT chained FROM disclosure_chain WHERE position = :before", {"before": head["position"] - 1}
    )
    chained = chained_after(before[0]["chained"] if before else "", head["position"], entry)
    tables.write(
        "INSERT INTO disclosure_chain VALUES (:position, :participant_id, :entry, :chained)",
        {
            "position": head["position"],
            "participant_id": str(entry.participant_id),
            "entry": msgspec.json.encode(entry).decode(),
            "chained": chained,
        },
    )
    return Anchor(position=head["position"], chained=chained)


def disclosures_of(participant_id: UUID, tables: Tables) -> list[Disclosure]:
    """The oldest first."""
    rows = tables.rows(
        "SELECT entry FROM disclosure_chain WHERE participant_id = :id ORDER BY position",
        {"id": str(participant_id)},
    )
    return [_entry_of(row) for row in rows]


def head_of(tables: Tables) -> Anchor:
    """The last entry; position 0 and no hash for an empty log."""
    rows = tables.rows("SELECT position, chained FROM disclosure_chain ORDER BY position DESC LIMIT 1")
    return Anchor(**rows[0]) if rows else Anchor(position=0, chained="")


def hash_at(position: int, tables: Tables) -> str | None:
    rows = tables.rows(
        "SELECT chained FROM disclosure_chain WHERE position = :position", {"position": position}
    )
    return rows[0]["chained"] if rows else None


def broken_at(tables: Tables, published: Mapping[int, str]) -> int | None:
    """The first position at which the log differs from what was written; None for a whole one.

    `published`: the hash that was published for each position.
    """
    before, position = "", 0
    for row in tables.rows("SELECT * FROM disclosure_chain ORDER BY position"):
        position += 1
        before = _chained_by(row, before, position)
        if (row["position"], row["chained"], published.get(position)) != (position, before, before):
            return position
    return position + 1 if len(published) > position else None


def chained_after(before: str, position: int, entry: Disclosure) -> str:
    """The hash of an entry and of all before it; `before` is empty for the first."""
    fields = sorted((name, str(value)) for name, value in msgspec.structs.asdict(entry).items())
    return sha256(dumps([before, position, fields]).encode()).hexdigest()


def _chained_by(row: Mapping[str, Any], before: str, position: int) -> str:
    """The hash that the row should hold; none when it does not hold an entry of its participant."""
    try:
        entry = _entry_of(row)
    except msgspec.MsgspecError:
        return ""
    is_theirs = row["participant_id"] == str(entry.participant_id)
    return chained_after(before, position, entry) if is_theirs else ""


def _entry_of(row: Mapping[str, Any]) -> Disclosure:
    return msgspec.json.decode(row["entry"], type=Disclosure)
