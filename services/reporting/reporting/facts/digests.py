"""Digests of facts, chained per subject: a changed bit is found before the fact is folded (I11, decision 29).

A fact's digest leaves the participant's id out, so that forgetting a participant breaks no chain. A second
digest, of the id alone, is removed with the id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from samplan.bus.reading.forgetting.kept import REMOVED
from samplan.bus.store.digests import START, Place, digest_of
from samplan.bus.store.transactions import Row, Transaction

NO_PARTICIPANT = str(REMOVED)
"""Replaces the id of a participant whose consent has ended."""

FACT_DIGESTS = (
    """CREATE TABLE fact_digests (
        position BIGINT PRIMARY KEY, previous BIGINT NOT NULL, digest BLOB NOT NULL, participant BLOB)""",
)
COLUMNS = (
    "position",
    "source",
    "sequence",
    "topic",
    "type",
    "subject",
    "aggregate_version",
    "occurred_on",
    "recorded_at",
    "correlation_id",
    "causation_id",
    "consent_id",
    "data",
)
Digests = dict[str, tuple[int, bytes]]
"""The position and digest of the newest fact of each subject."""


class _Naming(msgspec.Struct, rename="camel"):
    """The part of an event that names the participant."""

    participant_id: str | None = None


def seal(tx: Transaction, facts: Iterable[Mapping[str, Any]], newest: Digests) -> None:
    """Store the digests of facts that follow the newest of their subjects."""
    rows = []
    for fact in facts:
        previous, before = newest.get(fact["subject"], (0, START))
        participant = participant_in(fact["data"])
        digest = _digest(before, fact, participant)
        newest[fact["subject"]] = fact["position"], digest
        rows.append(
            {
                "position": fact["position"],
                "previous": previous,
                "digest": digest,
                "participant": _digest_of_participant(digest, participant),
            }
        )
    tx.executemany("INSERT INTO fact_digests VALUES (:position, :previous, :digest, :participant)", rows)


def newest_of(tx: Transaction, subjects: Sequence[str]) -> Digests:
    """The newest digests of these subjects."""
    names = {f"s{n}": subject for n, subject in enumerate(dict.fromkeys(subjects))}
    rows = tx.execute(
        "SELECT subject, facts.position AS position, digest FROM facts"  # noqa: S608  # placeholders only
        " JOIN fact_digests ON fact_digests.position = facts.position WHERE facts.position IN"
        f" (SELECT max(position) FROM facts WHERE subject IN ({', '.join(f':{name}' for name in names)})"
        " GROUP BY subject)",
        names,
    )
    return {row["subject"]: (row["position"], bytes(row["digest"])) for row in rows}


def forget_participant(tx: Transaction, consents: Iterable[str]) -> None:
    """Remove the digests of the ids that were removed from the facts under these consents."""
    tx.executemany(
        "UPDATE fact_digests SET participant = NULL WHERE position IN"
        " (SELECT position FROM facts WHERE consent_id = :consent AND data LIKE :removed)",
        [{"consent": consent, "removed": f"%{NO_PARTICIPANT}%"} for consent in consents],
    )


def damage(row: Row) -> Place | None:
    """Where a raw row of a fact and its digest is damaged; None where it is whole, or has no digest yet."""
    if row["digest"] is None:
        return _place(row, "digest") if row["position"] <= (row["sealed"] or 0) else None
    digest = bytes(row["digest"])
    try:
        participant = participant_in(row["data"])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _place(row, "data")
    if _digest(bytes(row["before"] or START), row, participant) != digest:
        return _place(row, "any but the participant's id")
    stored = None if row["participant"] is None else bytes(row["participant"])
    return None if stored == _digest_of_participant(digest, participant) else _place(row, "participantId")


def participant_in(data: str | bytes) -> str | None:
    """The participant whom an event names. Raises msgspec.DecodeError."""
    named = msgspec.json.decode(data, type=_Naming).participant_id
    return None if named == NO_PARTICIPANT else named


def _digest(before: bytes, fact: Mapping[str, Any], participant: str | None) -> bytes:
    parts = {name: _bytes(fact[name]) for name in COLUMNS}
    for name in ("subject", "data") if participant else ():
        parts[name] = parts[name].replace(str(participant).encode(), NO_PARTICIPANT.encode())
    return digest_of(before, *parts.values())


def _digest_of_participant(digest: bytes, participant: str | None) -> bytes | None:
    return None if participant is None else digest_of(digest, participant.encode())


def _bytes(value: str | float | bytes | None) -> bytes:
    if value is None:
        return b""
    return value if isinstance(value, bytes) else str(value).encode()


def _place(row: Row, column: str) -> Place:
    event = f"{_bytes(row['source']).decode(errors='backslashreplace')}:{row['sequence']}"
    return Place("facts", row["position"], event, row["aggregate_version"], column)
