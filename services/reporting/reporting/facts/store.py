"""Every published event once, in the order of arrival. The view can be rebuilt from these rows alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

import msgspec

from reporting.facts.alias import alias_of
from reporting.facts.digests import (
    COLUMNS,
    NO_PARTICIPANT,
    damage,
    forget_participant,
    newest_of,
    seal,
)
from samplan.bus.kafka.received import Received
from samplan.bus.store.digests import Place, RecordsDamaged
from samplan.bus.store.transactions import Row, Transaction
from samplan.contracts.codes import Agency
from samplan.contracts.consent import ParticipantEvent
from samplan.contracts.envelope import Envelope
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.disclosures import ParticipantDisclosure
from samplan.contracts.owners.erasures import ErasureExecuted, ErasureRequested
from samplan.contracts.registry import EVENTS

PAGE = 500

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
_INSERT = f"INSERT INTO facts VALUES ({', '.join(f':{name}' for name in COLUMNS)})"  # noqa: S608  # our own names
_FACTS = "SELECT * FROM facts WHERE position > :position ORDER BY position LIMIT :limit"
_FACTS_WITH_DIGESTS = """
SELECT facts.*, own.digest AS digest, own.participant AS participant, before.digest AS before,
    (SELECT max(position) FROM fact_digests) AS sealed
FROM facts
LEFT JOIN fact_digests AS own ON own.position = facts.position
LEFT JOIN fact_digests AS before ON before.position = own.previous
WHERE facts.position > :position ORDER BY facts.position LIMIT :limit"""


def append(tx: Transaction, received: Sequence[Received], last: int) -> None:
    """Store the events after position `last`. Raises IntegrityError for an event that is already stored."""
    seal_missing(tx)
    facts = [_fact(one, position) for position, one in enumerate(received, start=last + 1)]
    newest = newest_of(tx, [str(fact["subject"]) for fact in facts])
    tx.executemany(_INSERT, facts)
    seal(tx, facts, newest)


class Fact(NamedTuple):
    """A stored event, the source that published it, and its subject: of a participant, the alias."""

    position: int
    source: str
    subject: UUID
    event: ContractEvent


def after(tx: Transaction, position: int, limit: int) -> list[Fact]:
    """Facts by position, in the order in which they were folded. Raises RecordsDamaged."""
    rows = _rows(tx, position, limit)
    if places := list(_damage_in(rows, position)):
        tx.damaged.extend(places)
        raise RecordsDamaged(places)
    return [_stored_fact(row) for row in rows]


def _stored_fact(row: Row) -> Fact:
    return Fact(
        position=int(row["position"]),
        source=_text(row["source"]),
        subject=UUID(_text(row["subject"])),
        event=_event(row),
    )


def last_position(tx: Transaction) -> int:
    """0 before the first fact."""
    [row] = tx.execute("SELECT coalesce(max(position), 0) AS position FROM facts")
    return int(row["position"])


def publishers_of(tx: Transaction, subjects: Iterable[UUID]) -> frozenset[Agency]:
    """The agencies whose services have published something of these subjects."""
    names = {f"s{n}": str(subject) for n, subject in enumerate(subjects)}
    rows = tx.execute(
        "SELECT DISTINCT source FROM facts"  # noqa: S608  # placeholders only
        f" WHERE subject IN ({', '.join(f':{name}' for name in names)})",
        names,
    )
    return frozenset(Agency(row["source"].split("/")[1]) for row in rows)


def of_consents(tx: Transaction, consent_ids: Collection[UUID]) -> list[Fact]:
    """The facts that name one of the consents, in the order in which they were folded."""
    if not consent_ids:
        return []
    names = {f"c{n}": str(one) for n, one in enumerate(consent_ids)}
    rows = tx.execute(
        "SELECT position, source, subject, type, data FROM facts"  # noqa: S608  # placeholders only
        f" WHERE consent_id IN ({', '.join(f':{name}' for name in names)}) ORDER BY position",
        names,
    )
    return [_stored_fact(row) for row in rows]


def damaged_after(tx: Transaction, position: int, limit: int) -> tuple[int | None, list[Place]]:
    """The last position that was compared, None after the last fact, and where facts are damaged."""
    rows = _rows(tx, position, limit)
    return (rows[-1]["position"] if rows else None), list(_damage_in(rows, position))


def seal_missing(tx: Transaction) -> int:
    """Store the digests of the facts that an earlier version has stored last; how many.

    Of their events only the members that the contract knows are kept.
    """
    [row] = tx.execute("SELECT coalesce(max(position), 0) AS position FROM fact_digests")
    position, count = int(row["position"]), 0
    while facts := tx.execute(_FACTS, {"position": position, "limit": PAGE}):
        known = [{**fact, "data": _known_members(fact)} for fact in facts]
        tx.executemany("UPDATE facts SET data = :data WHERE position = :position", known)
        seal(tx, known, newest_of(tx, [fact["subject"] for fact in known]))
        position, count = facts[-1]["position"], count + len(facts)
    return count


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
                {"consent": consent, "participant": participant, "removed": NO_PARTICIPANT}
                for consent, participant in sorted(gone)
            ],
        )
        forget_participant(tx, sorted(consent for consent, _ in gone))


def _fact(received: Received, position: int) -> dict[str, object]:
    envelope, event = received.content()
    consent_id: UUID | None = getattr(event, "consent_id", None)
    return {
        "position": position,
        "source": envelope.source,
        "sequence": envelope.sequence,
        "topic": received.topic,
        "type": envelope.type,
        "subject": _subject(envelope, event),
        "aggregate_version": envelope.aggregate_version,
        "occurred_on": event.occurred_on.isoformat(),
        "recorded_at": envelope.time.isoformat(),
        "correlation_id": envelope.correlation_id,
        "causation_id": envelope.causation_id,
        "consent_id": str(consent_id) if consent_id else None,
        "data": _data(received, event),
    }


def _subject(envelope: Envelope, event: ContractEvent) -> str:
    return str(alias_of(event.participant_id)) if isinstance(event, ParticipantEvent) else envelope.subject


def _rows(tx: Transaction, position: int, limit: int) -> list[Row]:
    return tx.raw(_FACTS_WITH_DIGESTS, {"position": position, "limit": limit})


def _damage_in(rows: Sequence[Row], position: int) -> Iterator[Place]:
    for expected, row in enumerate(rows, start=position + 1):
        if row["position"] != expected:
            yield Place("facts", expected, "", 0, "position")
            return
        if place := damage(row):
            yield place


def _known_members(fact: Row) -> str:
    try:
        return msgspec.json.encode(_event(fact)).decode()
    except (KeyError, msgspec.DecodeError):
        return str(fact["data"])


def _data(received: Received, event: ContractEvent) -> str:
    """What rests on no consent, whose end would remove the participant, is stored without the participant."""
    data = bytes(received.value or b"").decode()
    if isinstance(event, ParticipantDisclosure | ParticipantEvent | ErasureRequested | ErasureExecuted):
        return data.replace(str(event.participant_id), NO_PARTICIPANT)
    return data


def _event(row: Row) -> ContractEvent:
    return _decoder(_text(row["type"])).decode(row["data"])


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


@lru_cache(maxsize=256)
def _decoder(type_name: str) -> msgspec.json.Decoder[ContractEvent]:
    return msgspec.json.Decoder(EVENTS[type_name])
