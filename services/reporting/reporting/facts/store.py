"""Every published event once, in the order of arrival. The view can be rebuilt from these rows alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from uuid import UUID

import msgspec

from samplan.bus.kafka.received import Received
from samplan.bus.store.transactions import Row, Transaction
from samplan.contracts.event import ContractEvent
from samplan.contracts.registry import EVENTS

NO_PARTICIPANT = UUID(int=0)  # replaces the id of a participant whose consent has ended

FACTS = (
    """CREATE TABLE facts (
        position BIGINT PRIMARY KEY, source TEXT NOT NULL, sequence BIGINT NOT NULL,
        topic TEXT NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL, aggregate_version INTEGER NOT NULL,
        occurred_on TEXT NOT NULL, recorded_at TEXT NOT NULL,
        correlation_id TEXT NOT NULL, causation_id TEXT NOT NULL,
        consent_id TEXT, data TEXT NOT NULL, UNIQUE (source, sequence))""",
    "CREATE INDEX facts_by_subject ON facts (subject)",
    "CREATE INDEX facts_by_consent ON facts (consent_id) WHERE consent_id IS NOT NULL",
)


def append(tx: Transaction, received: Sequence[Received], last: int) -> None:
    """Store the events after position `last`. Raises IntegrityError for an event that is already stored."""
    tx.executemany(
        "INSERT INTO facts VALUES (:position, :source, :sequence, :topic, :type, :subject,"
        " :aggregate_version, :occurred_on, :recorded_at, :correlation_id, :causation_id, :consent_id,"
        " :data)",
        [_fact(one, position) for position, one in enumerate(received, start=last + 1)],
    )


def after(tx: Transaction, position: int, limit: int) -> list[tuple[int, ContractEvent]]:
    """Events by position, in the order in which they were folded."""
    rows = tx.execute(
        "SELECT position, type, data FROM facts WHERE position > :position ORDER BY position LIMIT :limit",
        {"position": position, "limit": limit},
    )
    return [(int(row["position"]), _event(row)) for row in rows]


def forget(tx: Transaction, events: Iterable[ContractEvent], ended: set[UUID]) -> None:
    """Remove the participant's id from every fact under a consent that has ended."""
    gone = {
        (str(event.consent_id), str(event.participant_id))
        for event in events
        if hasattr(event, "participant_id") and hasattr(event, "consent_id") and event.consent_id in ended
    }
    if gone:
        tx.executemany(
            "UPDATE facts SET data = replace(data, :participant, :removed) WHERE consent_id = :consent",
            [
                {"consent": consent, "participant": participant, "removed": str(NO_PARTICIPANT)}
                for consent, participant in sorted(gone)
            ],
        )


def _fact(received: Received, position: int) -> dict[str, object]:
    envelope, event = received.content()
    consent_id: UUID | None = getattr(event, "consent_id", None)
    return {
        "position": position,
        "source": envelope.source,
        "sequence": envelope.sequence,
        "topic": received.topic,
        "type": envelope.type,
        "subject": envelope.subject,
        "aggregate_version": envelope.aggregate_version,
        "occurred_on": event.occurred_on.isoformat(),
        "recorded_at": envelope.time.isoformat(),
        "correlation_id": envelope.correlation_id,
        "causation_id": envelope.causation_id,
        "consent_id": str(consent_id) if consent_id else None,
        "data": bytes(received.value or b"").decode(),
    }


def _event(row: Row) -> ContractEvent:
    return _decoder(row["type"]).decode(row["data"])


@lru_cache(maxsize=256)
def _decoder(type_name: str) -> msgspec.json.Decoder[ContractEvent]:
    return msgspec.json.Decoder(EVENTS[type_name])
