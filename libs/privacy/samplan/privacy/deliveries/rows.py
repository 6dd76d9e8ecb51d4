"""The stored decisions of one epoch, in the order in which its topic has them. A row never changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from samplan.contracts.codes import Agency
from samplan.privacy.tables import Tables


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """One record of the topic. `position`: of the fact in the log; None: the sharing of the record ends.

    `number` and `previous` count the records about one subject, in this topic alone.
    """

    epoch: str
    sequence: int
    recipient: Agency
    record_id: UUID
    subject: UUID
    number: int
    previous: int | None
    position: int | None
    rule: str
    consent_id: UUID | None
    circle_version: int
    occurred_on: date
    decided_at: datetime


class ToDecide(NamedTuple):
    """What is not numbered yet."""

    record_id: UUID
    subject: UUID
    position: int | None
    rule: str
    consent_id: UUID | None
    circle_version: int
    occurred_on: date


def add(epoch: str, recipient: Agency, one: ToDecide, at: datetime, tables: Tables) -> None:
    """Store it as the next record of the topic."""
    before = _last_about(epoch, one.subject, tables)
    decided = Decided(
        epoch=epoch,
        sequence=last_sequence(epoch, tables) + 1,
        recipient=recipient,
        number=(before.number if before else 0) + 1,
        previous=before.sequence if before else None,
        decided_at=at,
        **one._asdict(),
    )
    tables.write(_INSERT, msgspec.to_builtins(decided))


def last_sequence(epoch: str, tables: Tables) -> int:
    """Of the last record that is decided; 0 before the first."""
    rows = tables.rows("SELECT max(sequence) AS last FROM deliveries WHERE epoch = :epoch", {"epoch": epoch})
    return int(rows[0]["last"] or 0)


def after(epoch: str, sequence: int, limit: int, tables: Tables) -> list[Decided]:
    """The records that follow."""
    rows = tables.rows(
        "SELECT * FROM deliveries WHERE epoch = :epoch AND sequence > :sequence"
        " ORDER BY sequence LIMIT :limit",
        {"epoch": epoch, "sequence": sequence, "limit": limit},
    )
    return [_decided(row) for row in rows]


def last_ends(epoch: str, records: Sequence[UUID], tables: Tables) -> Mapping[UUID, Decided]:
    """The last end of sharing of each record that has one."""
    names = {f"r{n}": str(one) for n, one in enumerate(records)}
    if not names:
        return {}
    rows = tables.rows(
        "SELECT * FROM deliveries WHERE epoch = :epoch AND position IS NULL"  # noqa: S608  # placeholders only
        f" AND record_id IN ({', '.join(f':{name}' for name in names)}) ORDER BY sequence",
        {"epoch": epoch, **names},
    )
    return {one.record_id: one for one in map(_decided, rows)}


def told_since_the_last_end(epoch: str, record_id: UUID, tables: Tables) -> set[int]:
    """The positions of the facts of the record that its recipient may still hold, from this epoch."""
    end = last_ends(epoch, [record_id], tables).get(record_id)
    rows = tables.rows(
        "SELECT position FROM deliveries WHERE epoch = :epoch AND record_id = :record_id"
        " AND sequence > :after AND position IS NOT NULL",
        {"epoch": epoch, "record_id": str(record_id), "after": end.sequence if end else 0},
    )
    return {int(row["position"]) for row in rows}


def was_told_before(epoch: str, recipient: Agency, record_id: UUID, tables: Tables) -> bool:
    """Whether an earlier epoch delivered the record, and this one has stated nothing of it."""
    about = {"epoch": epoch, "recipient": recipient.value, "record_id": str(record_id)}
    rows = tables.rows(
        "SELECT max(CASE WHEN epoch = :epoch THEN 1 ELSE 0 END) AS present,"
        " max(CASE WHEN epoch <> :epoch THEN 1 ELSE 0 END) AS earlier"
        " FROM deliveries WHERE recipient = :recipient AND record_id = :record_id",
        about,
    )
    return bool(rows[0]["earlier"]) and not rows[0]["present"]


_INSERT = (
    "INSERT INTO deliveries VALUES (:epoch, :sequence, :recipient, :record_id, :subject, :number, :previous,"
    " :position, :rule, :consent_id, :circle_version, :occurred_on, :decided_at)"
)


def _last_about(epoch: str, subject: UUID, tables: Tables) -> Decided | None:
    rows = tables.rows(
        "SELECT * FROM deliveries WHERE epoch = :epoch AND subject = :subject ORDER BY sequence DESC LIMIT 1",
        {"epoch": epoch, "subject": str(subject)},
    )
    return _decided(rows[0]) if rows else None


def _decided(row: Mapping[str, Any]) -> Decided:
    return msgspec.convert(dict(row), Decided)
