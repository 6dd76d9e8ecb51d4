"""How far each recipient's topic in a cluster is decided and sent, and which records are to be decided."""

from __future__ import annotations

from datetime import date
from secrets import token_hex
from typing import NamedTuple
from uuid import UUID

import msgspec

from samplan.contracts.codes import Agency
from samplan.privacy.deliveries.changes import EVERYONE, changed_after
from samplan.privacy.deliveries.index import indexed_until
from samplan.privacy.tables import Tables

DECIDED_AT_ONCE = 100


class Epoch(msgspec.Struct, frozen=True, kw_only=True):
    """Of one topic since it was filled from its beginning. `sent`: the last sequence that the topic has."""

    cluster: str
    recipient: Agency
    epoch: str
    indexed: int
    changes: int
    decided_on: date
    sent: int


def epoch_of(cluster: str, recipient: Agency, tables: Tables) -> Epoch | None:
    """The present epoch; None before the topic is filled."""
    rows = tables.rows(
        "SELECT * FROM delivery_epochs WHERE cluster = :cluster AND recipient = :recipient",
        {"cluster": cluster, "recipient": recipient.value},
    )
    return msgspec.convert(dict(rows[0]), Epoch) if rows else None


def begin(cluster: str, recipient: Agency, today: date, tables: Tables) -> Epoch:
    """Begin to fill the topic with what the circle lets the recipient know now: every record is due."""
    epoch = Epoch(
        cluster=cluster,
        recipient=recipient,
        epoch=token_hex(4),
        indexed=0,
        changes=changed_after(0, tables)[0],
        decided_on=today,
        sent=0,
    )
    tables.write(
        "INSERT INTO delivery_epochs VALUES (:cluster, :recipient, :epoch, :indexed, :changes, :decided_on,"
        " :sent)",
        msgspec.to_builtins(epoch),
    )
    return epoch


def abandon(cluster: str, recipient: Agency, tables: Tables) -> None:
    """The topic has lost what it held, or holds what this store does not know: fill it again."""
    tables.write(
        "DELETE FROM delivery_epochs WHERE cluster = :cluster AND recipient = :recipient",
        {"cluster": cluster, "recipient": recipient.value},
    )


def abandon_everywhere(recipient: Agency, tables: Tables) -> None:
    """In every cluster."""
    tables.write("DELETE FROM delivery_epochs WHERE recipient = :recipient", {"recipient": recipient.value})


def collect(epoch: Epoch, today: date, tables: Tables) -> None:
    """Add to the due records those with new facts, a changed circle, or told earlier in any epoch."""
    here = {"epoch": epoch.epoch}
    until = indexed_until(tables)
    tables.write(
        _ADD_NEW,
        {**here, "indexed": epoch.indexed},
    )
    change, changed = changed_after(epoch.changes, tables)
    if EVERYONE in changed or today != epoch.decided_on:
        tables.write(_ADD_TOLD, {**here, "recipient": epoch.recipient.value})
    for participant_id in changed:
        about = {"participant_id": participant_id, "recipient": epoch.recipient.value, "since": epoch.changes}
        tables.write(_ADD_OF_PARTICIPANT, {**here, **about})
    tables.write(
        "UPDATE delivery_epochs SET indexed = :until, changes = :change, decided_on = :today"
        " WHERE epoch = :epoch",
        {**here, "until": until, "change": change, "today": today.isoformat()},
    )


def has_news(epoch: Epoch, today: date, tables: Tables, *, waiting: bool) -> bool:
    """Whether anything is to be decided. `waiting`: also what waits for an end that is not applied yet."""
    if indexed_until(tables) > epoch.indexed or today != epoch.decided_on:
        return True
    return bool(due(epoch.epoch, tables, waiting=waiting)) or changed_after(epoch.changes, tables)[0] > (
        epoch.changes
    )


class DueRecord(NamedTuple):
    """`ends`: its sharing has ended since it was decided, even if it may be shared again now."""

    record_id: UUID
    ends: bool


def due(epoch: str, tables: Tables, *, waiting: bool) -> list[DueRecord]:
    """Some of the records that are to be decided."""
    rows = tables.rows(
        "SELECT record_id, ends FROM delivery_due WHERE epoch = :epoch AND waits <= :waits"
        " ORDER BY waits, record_id LIMIT :limit",
        {"epoch": epoch, "waits": int(waiting), "limit": DECIDED_AT_ONCE},
    )
    return [DueRecord(UUID(row["record_id"]), bool(row["ends"])) for row in rows]


def ending(epoch: str, tables: Tables) -> set[UUID]:
    """The records whose sharing has ended, which is not decided yet."""
    rows = tables.rows(
        "SELECT record_id FROM delivery_due WHERE epoch = :epoch AND ends = 1", {"epoch": epoch}
    )
    return {UUID(row["record_id"]) for row in rows}


def note_due(epoch: str, record_id: UUID, tables: Tables, *, waits: bool) -> None:
    """It is to be decided: at once, or when everything about it is applied."""
    tables.write(
        "INSERT INTO delivery_due VALUES (:epoch, :record_id, :waits, 0)"
        " ON CONFLICT (epoch, record_id) DO UPDATE SET waits = excluded.waits, ends = 0",
        {"epoch": epoch, "record_id": str(record_id), "waits": int(waits)},
    )


def note_decided(epoch: str, record_id: UUID, tables: Tables) -> None:
    tables.write(
        "DELETE FROM delivery_due WHERE epoch = :epoch AND record_id = :record_id",
        {"epoch": epoch, "record_id": str(record_id)},
    )


def note_sent(epoch: str, sequence: int, tables: Tables) -> None:
    """The topic has the records up to this one. Another relay may be ahead."""
    tables.write(
        "UPDATE delivery_epochs SET sent = :sequence WHERE epoch = :epoch AND sent < :sequence",
        {"epoch": epoch, "sequence": sequence},
    )


_ADD_NEW = (
    "INSERT INTO delivery_due SELECT DISTINCT :epoch, record_id, 0, 0 FROM deliverable"
    " WHERE position > :indexed ON CONFLICT (epoch, record_id) DO UPDATE SET waits = 0"
)
_ADD_TOLD = (
    "INSERT INTO delivery_due SELECT DISTINCT :epoch, record_id, 0, 0 FROM deliveries"
    " WHERE recipient = :recipient ON CONFLICT (epoch, record_id) DO UPDATE SET waits = 0"
)
_ADD_OF_PARTICIPANT = (
    "INSERT INTO delivery_due SELECT DISTINCT :epoch, record_id, 0, (SELECT count(*) FROM circle_closings"
    " WHERE participant_id = :participant_id AND agency = :recipient AND change > :since)"
    " FROM deliverable WHERE participant_id = :participant_id ON CONFLICT (epoch, record_id)"
    " DO UPDATE SET waits = 0, ends = CASE WHEN excluded.ends > 0 THEN 1 ELSE delivery_due.ends END"
)
