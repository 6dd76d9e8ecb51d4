"""To whom has an owner disclosed what, and has anybody changed the log (C-11, I16)?

Each owner's log is a chain in its own store: each entry holds the hash of itself and of the entry before it.
Every entry is published, content-free, with its position and hash: who keeps those sees that the log was cut
or rewritten, and can compute the chain again with `chained_after`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import IntEnum
from hashlib import sha256
from json import dumps
from typing import Any
from uuid import UUID

import msgspec

from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency, ConsentPurpose
from samplan.privacy.tables import Tables

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
    Migration(
        "disclosure-log-2",
        (
            # Several chains in one table: `disclosure_chain` is not read any more.
            """CREATE TABLE disclosure_entries (
                log INTEGER NOT NULL, position BIGINT NOT NULL, participant_id TEXT NOT NULL,
                entry TEXT NOT NULL, chained TEXT NOT NULL, PRIMARY KEY (log, position))""",
            "CREATE INDEX disclosure_entries_by_participant ON disclosure_entries (participant_id)",
            """INSERT INTO disclosure_entries
                SELECT 1, position, participant_id, entry, chained FROM disclosure_chain""",
        ),
    ),
)


AT_ONCE = 400
"""Entries per statement."""


class Log(IntEnum):
    """The chains of an owner. What is withheld has one of its own: in the published one a gap is a cut."""

    PUBLISHED = 1
    WITHHELD = 2


class Disclosure(msgspec.Struct, frozen=True, kw_only=True):
    """Who was shown what, for what purpose and by which rule. `consent_id`: None where no consent decided.

    `participant_id`: None in the log of a service that keeps no participant longer than their consents: there
    the consent leads to the participant, for the consent service alone.
    """

    disclosed_on: date
    participant_id: UUID | None
    agency: Agency
    role: str
    purpose: ConsentPurpose
    what: str
    rule: str
    consent_id: UUID | None
    circle_version: int

    @property
    def subject_id(self) -> UUID:
        """The participant, or the consent that leads to them: the column `participant_id` of a row."""
        if (found := self.participant_id or self.consent_id) is None:
            raise ValueError("it names neither a participant nor a consent")
        return found


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """How long the log was, and the hash of all of it. It identifies nobody."""

    position: int
    chained: str


def append_disclosure(entry: Disclosure, tables: Tables, log: Log = Log.PUBLISHED) -> Anchor:
    """The entry's place and hash. The head's row is locked until the commit: the chain does not fork."""
    tables.write(
        "INSERT INTO disclosure_chain_head VALUES (:log, 1)"
        " ON CONFLICT (log) DO UPDATE SET position = disclosure_chain_head.position + 1",
        {"log": log.value},
    )
    (head,) = tables.rows("SELECT position FROM disclosure_chain_head WHERE log = :log", {"log": log.value})
    before = tables.rows(
        "SELECT chained FROM disclosure_entries WHERE log = :log AND position = :before",
        {"log": log.value, "before": head["position"] - 1},
    )
    chained = chained_after(before[0]["chained"] if before else "", head["position"], entry)
    tables.write(
        "INSERT INTO disclosure_entries VALUES (:log, :position, :participant_id, :entry, :chained)",
        {
            "log": log.value,
            "position": head["position"],
            "participant_id": str(entry.subject_id),
            "entry": stored(entry),
            "chained": chained,
        },
    )
    return Anchor(position=head["position"], chained=chained)


def disclosures_of(participant_id: UUID, tables: Tables) -> list[Disclosure]:
    """The oldest first, in both logs."""
    rows = tables.rows(
        "SELECT entry FROM disclosure_entries WHERE participant_id = :id ORDER BY log, position",
        {"id": str(participant_id)},
    )
    return sorted(map(entry_of, rows), key=lambda one: one.disclosed_on)


def not_logged(entries: Iterable[Disclosure], tables: Tables) -> list[Disclosure]:
    """Those of which the log has no equal: of the same day, participant, reader, purpose and rule."""
    wanted = {stored(entry): entry for entry in entries}
    texts = list(wanted)
    for start in range(0, len(texts), AT_ONCE):
        for row in _equal_rows([wanted[text] for text in texts[start : start + AT_ONCE]], tables):
            wanted.pop(row["entry"], None)
    return list(wanted.values())


def _equal_rows(entries: Sequence[Disclosure], tables: Tables) -> Sequence[Mapping[str, Any]]:
    persons = {f"p{n}": str(one.participant_id) for n, one in enumerate(entries)}
    texts = {f"t{n}": stored(one) for n, one in enumerate(entries)}
    return tables.rows(
        "SELECT entry FROM disclosure_entries"  # noqa: S608  # placeholders only
        f" WHERE participant_id IN ({', '.join(f':{name}' for name in persons)})"
        f" AND entry IN ({', '.join(f':{name}' for name in texts)})",
        {**persons, **texts},
    )


def broken_at(tables: Tables, published: Mapping[int, str], log: Log = Log.PUBLISHED) -> int | None:
    """The first position at which the log differs from what was written; None for a whole one.

    `published`: the hash that was published, or stored as a fact, for each position.
    """
    before, position = "", 0
    rows = tables.rows(
        "SELECT position, participant_id, entry, chained FROM disclosure_entries WHERE log = :log"
        " ORDER BY position",
        {"log": log.value},
    )
    for row in rows:
        position += 1
        before = chained_by(row, before, position)
        if (row["position"], row["chained"], published.get(position)) != (position, before, before):
            return position
    return position + 1 if len(published) > position else None


def chained_after(before: str, position: int, entry: Disclosure) -> str:
    """The hash of an entry and of all before it; `before` is empty for the first."""
    fields = sorted((name, str(value)) for name, value in msgspec.structs.asdict(entry).items())
    return sha256(dumps([before, position, fields]).encode()).hexdigest()


def chained_by(row: Mapping[str, Any], before: str, position: int) -> str:
    """The hash that the row should hold; none when it does not hold an entry of its participant."""
    try:
        entry = entry_of(row)
    except msgspec.MsgspecError:
        return ""
    is_theirs = row["participant_id"] == str(entry.subject_id)
    return chained_after(before, position, entry) if is_theirs else ""


def stored(entry: Disclosure) -> str:
    """An entry as a row holds it."""
    return msgspec.json.encode(entry).decode()


def entry_of(row: Mapping[str, Any]) -> Disclosure:
    return msgspec.json.decode(row["entry"], type=Disclosure)
