"""What this store holds of what other agencies have told: each fact once, and nothing after its end.

A fact has the same `ce_factid` in every epoch of its topic. After an end of sharing, what was sent before it
comes too late; what is told after it is a new start.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes.erasures import RetentionGround
from samplan.contracts.envelope import Envelope
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.deliveries import SharingEnded

TABLES = Migration(
    "kit-held-1",
    (
        """CREATE TABLE samplan_told (
            topic TEXT NOT NULL, fact TEXT NOT NULL, record_id TEXT NOT NULL, subject TEXT NOT NULL,
            PRIMARY KEY (topic, fact))""",
        "CREATE INDEX samplan_told_by_record ON samplan_told (topic, record_id)",
        """CREATE TABLE samplan_ended (
            source TEXT NOT NULL, record_id TEXT NOT NULL, sequence BIGINT NOT NULL,
            PRIMARY KEY (source, record_id))""",
        """CREATE TABLE samplan_retained (
            topic TEXT NOT NULL, record_id TEXT NOT NULL, ground TEXT NOT NULL, since TEXT NOT NULL,
            PRIMARY KEY (topic, record_id))""",
    ),
)


class Retained(NamedTuple):
    """A record that may not be erased although its sharing has ended, and the legal ground."""

    record_id: UUID
    ground: RetentionGround
    since: date


def is_first_told(tx: Transaction, envelope: Envelope, event: ContractEvent) -> bool:
    """Whether a delivered event has to have its effect; it is noted. Any other event always has."""
    if envelope.fact_id is None:
        return True
    record_id = record_of(event)
    about = {"source": envelope.source, "record_id": record_id, "sequence": envelope.sequence}
    if tx.execute(_ENDED_LATER, about):
        return False
    fact = {"topic": envelope.topic, "fact": envelope.fact_id}
    if tx.execute("SELECT 1 FROM samplan_told WHERE topic = :topic AND fact = :fact", fact):
        return False
    told = {**fact, "record_id": record_id, "subject": envelope.subject}
    tx.execute("INSERT INTO samplan_told VALUES (:topic, :fact, :record_id, :subject)", told)
    return True


def record_of(event: ContractEvent) -> str:
    """The plan or the referral that the event is about: what an end of sharing names."""
    return str(getattr(event, "plan_id", None) or event.subject_id)


def forget(tx: Transaction, envelope: Envelope, end: SharingEnded) -> None:
    """Erase what the kit holds of the record: its parked events, and which facts it was told."""
    about = {"topic": envelope.topic, "record_id": str(end.record_id)}
    told = tx.execute(
        "SELECT subject FROM samplan_told WHERE topic = :topic AND record_id = :record_id", about
    )
    names = {about["record_id"], *(row["subject"] for row in told)}
    parked = tx.execute("SELECT id, record_key, value FROM parked WHERE topic = :topic", about)
    for row in parked:
        text = bytes(row["record_key"] or b"") + bytes(row["value"] or b"")
        if any(name.encode() in text for name in names):
            tx.execute("DELETE FROM parked WHERE id = :id", {"id": row["id"]})
    tx.execute("DELETE FROM samplan_told WHERE topic = :topic AND record_id = :record_id", about)
    tx.execute(_END, {**about, "source": envelope.source, "sequence": envelope.sequence})


def retain(tx: Transaction, envelope: Envelope, end: SharingEnded, ground: RetentionGround | None) -> None:
    """Record the ground on which the record may not be erased; without one, that it is erased."""
    about = {"topic": envelope.topic, "record_id": str(end.record_id)}
    tx.execute("DELETE FROM samplan_retained WHERE topic = :topic AND record_id = :record_id", about)
    if ground is not None:
        tx.execute(
            "INSERT INTO samplan_retained VALUES (:topic, :record_id, :ground, :since)",
            {**about, "ground": ground.value, "since": end.occurred_on.isoformat()},
        )


def retained(tx: Transaction) -> list[Retained]:
    """The oldest first."""
    rows = tx.execute("SELECT record_id, ground, since FROM samplan_retained ORDER BY since, record_id")
    return [
        Retained(UUID(row["record_id"]), RetentionGround(row["ground"]), date.fromisoformat(row["since"]))
        for row in rows
    ]


_TOLD_OF = "SELECT subject FROM samplan_told WHERE topic = :topic AND record_id = :record_id"
_ENDED_LATER = (
    "SELECT 1 FROM samplan_ended WHERE source = :source AND record_id = :record_id AND sequence > :sequence"
)
_END = (
    "INSERT INTO samplan_ended VALUES (:source, :record_id, :sequence)"
    " ON CONFLICT (source, record_id) DO UPDATE SET sequence = excluded.sequence"
    " WHERE samplan_ended.sequence < excluded.sequence"
)
