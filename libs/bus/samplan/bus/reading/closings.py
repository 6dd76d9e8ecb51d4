"""Which subjects a parked record closes: while it waits, nothing that rests on them is told (I24).

What may have ended somebody's sharing, and has had no effect, closes the aggregate of its key and no other. A
record of a consent topic whose key names no aggregate may be about anybody.
"""

from __future__ import annotations

import re
from uuid import UUID

from samplan.bus.kafka.received import Received
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.effect import Effect, stated_effect
from samplan.contracts.registry import EVENTS, TOPIC_PATTERNS

EVERYONE = "*"
_NOBODY = ""

_CONSENT = re.compile(TOPIC_PATTERNS["consent"])
_CLOSED = """
SELECT closes, record_key FROM parked WHERE closes > ''
UNION
SELECT closes, record_key FROM parked WHERE closes IS NULL AND topic LIKE '%.consent.v1'"""
"""A program of 0.1.0 parks without saying what it closes: of a consent topic, that may be anything."""


def closed_by(received: Received) -> str:
    """The subject that a record closes once it is parked: one, EVERYONE or nobody."""
    effect = _effect_of(received)
    closes = is_of_a_consent(received.topic) if effect is None else effect.closes
    return subject_of(received.key) if closes else _NOBODY


def closed_by_what_is_missing(received: Received) -> str:
    """The subject that a record closes which has come ahead: what it follows may be an ending."""
    return subject_of(received.key) if is_of_a_consent(received.topic) else closed_by(received)


def closed_subjects(store: Database | Transaction) -> frozenset[str]:
    """Everything that is closed at present; EVERYONE among it when no subject is open."""
    ask = store.query if isinstance(store, Database) else store.execute
    return frozenset(row["closes"] or subject_of(row["record_key"]) for row in ask(_CLOSED))


def is_of_a_consent(topic: str) -> bool:
    """Whether every record of the topic is about a consent."""
    return bool(_CONSENT.fullmatch(topic))


def subject_of(key: bytes | None) -> str:
    """The aggregate that a key names; EVERYONE when it names none."""
    try:
        return str(UUID(bytes(key or b"").decode("ascii")))
    except ValueError:
        return EVERYONE


def _effect_of(received: Received) -> Effect | None:
    """What the record does to a sharing, as far as this program can know; None when that is nothing sure.

    Of a type that ends a sharing, an unreadable record closes whatever its header states.
    """
    if received.event is not None:
        return received.event.EFFECT or Effect.NONE
    known = EVENTS.get(received.envelope.type) if received.envelope else None
    if known is not None and known.EFFECT is not None and known.EFFECT.closes:
        return known.EFFECT
    return stated_effect(received.headers)
