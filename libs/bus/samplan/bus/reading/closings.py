"""Which subjects a parked record closes: while it waits, no answer that depends on them is given (I24).

A parked record that may end a sharing closes the aggregate of its key and no other: one of a consent topic,
one that states an effect, and one whose type cannot be read. A record of a consent topic whose key names no
aggregate closes every subject, because it may be about any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from samplan.bus.kafka.received import Received
from samplan.bus.reading.forgetting.kept import closes_by_name, closing_without_name
from samplan.bus.store.transactions import Database, Transaction
from samplan.contracts.effect import Effect, stated_effect, states_effect
from samplan.contracts.registry import EVENTS, TOPIC_PATTERNS, TypeName

EVERYONE = "*"
_NO_SUBJECT = ""

_HEXADECIMAL = re.compile(rb"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_CONSENT = re.compile(TOPIC_PATTERNS["consent"])
_CLOSED = """
SELECT closes, record_key FROM parked WHERE closes > ''
UNION
SELECT closes, record_key FROM parked WHERE closes IS NULL AND topic LIKE '%.consent.v1'"""
"""Version 0.1.0 parks without `closes`: a record of a consent topic closes its subject."""


def closed_by(received: Received) -> str:
    """The subject that a parked record closes: a subject, EVERYONE or none."""
    effect = _effect_of(received)
    if effect is not None:
        return subject_of(received.key) if effect.closes else _NO_SUBJECT
    if is_of_a_consent(received.topic) or states_effect(received.headers):
        return subject_of(received.key)
    subject = _NO_SUBJECT if _has_a_type(received) else subject_of(received.key)
    return subject if subject != EVERYONE else _NO_SUBJECT


def closed_by_what_is_missing(received: Received) -> str:
    """The subject that a deferred record closes: the missing event before it may be an ending."""
    return subject_of(received.key) if is_of_a_consent(received.topic) else closed_by(received)


def closed_subjects(store: Database | Transaction) -> frozenset[str]:
    """All closed subjects; includes EVERYONE when every subject is closed."""
    ask = store.query if isinstance(store, Database) else store.execute
    return frozenset(row["closes"] or subject_of(row["record_key"]) for row in ask(_CLOSED))


def subjects_closed_by_name(store: Database | Transaction) -> frozenset[UUID]:
    """All closed subjects except forgotten ones, about which nothing is answered anyway."""
    return frozenset(UUID(one) for one in closed_subjects(store) if one != EVERYONE and closes_by_name(one))


def is_closed(store: Database | Transaction, subjects: Iterable[UUID]) -> bool:
    """Whether one of these subjects is closed, or every subject is."""
    ways = {way for one in subjects for way in (str(one), closing_without_name(one))}
    return not {EVERYONE, *ways}.isdisjoint(closed_subjects(store))


def is_of_a_consent(topic: str) -> bool:
    """Whether every record of the topic is about a consent."""
    return bool(_CONSENT.fullmatch(topic))


def subject_of(key: bytes | None) -> str:
    """The aggregate that a key names; EVERYONE when it names none.

    `UUID` reads its text as a number, so it also accepts signs, white space and underscores.
    """
    if not key or not _HEXADECIMAL.fullmatch(bytes(key)):
        return EVERYONE
    return str(UUID(bytes(key).decode("ascii")))


def _effect_of(received: Received) -> Effect | None:
    """The record's effect on sharing, or None when this program cannot know it.

    For a type that ends a sharing, an undecodable record closes whatever its header states.
    """
    if received.event is not None:
        return received.event.EFFECT or Effect.NONE
    known = EVENTS.get(_stated_type(received))
    if known is not None and known.EFFECT is not None and known.EFFECT.closes:
        return known.EFFECT
    return stated_effect(received.headers)


def _has_a_type(received: Received) -> bool:
    """Whether it names a type, known or not: one that concerned a sharing would also state its effect."""
    try:
        TypeName.parse(_stated_type(received))
    except ValueError:
        return False
    return True


def _stated_type(received: Received) -> str:
    """The type in the header of a record, whatever its envelope; empty unless it is one value."""
    stated = [value for name, value in received.headers if name == "ce_type"]
    return (stated[0] or b"").decode("ascii", "replace") if len(stated) == 1 else ""
