"""Digests of stored records, chained per aggregate: a changed bit is found before the record is used (I11).

A digest finds accidents, not forgers: who can write to the store can also compute digests.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

START = bytes(16)
"""The previous digest of an aggregate's first record."""


class Place(NamedTuple):
    """Where a damaged record is stored: ids and positions, never content."""

    table: str
    position: int
    aggregate: str
    version: int
    column: str

    def __str__(self) -> str:
        return f"{self.table} {self.position}: {self.aggregate} version {self.version}, {self.column}"


class RecordsDamaged(Exception):
    """Stored records differ from their digests. Nothing may be done with them."""

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__(", ".join(map(str, places)))
        self.places = places


class Content(NamedTuple):
    """A stored event as it is in its row."""

    position: int
    topic: bytes
    state: bytes


class Seal(NamedTuple):
    """The digest of an event, and that of the event before it."""

    position: int
    version: int
    previous: bytes
    digest: bytes


@dataclass(frozen=True)
class Chain:
    """The digests of an aggregate whose events are whole."""

    head: bytes = START
    unsealed: Sequence[Seal] = ()
    """Digests that are not stored yet: an earlier version of the program has stored the last events."""


def digest_of(previous: bytes, *parts: bytes) -> bytes:
    """The digest of a record that follows the record with the previous digest."""
    whole = b"".join([previous, *(b"%d:%b" % (len(part), part) for part in parts)])
    return blake2b(whole, digest_size=16).digest()


def sealed(position: int, version: int, previous: bytes, topic: bytes, state: bytes) -> Seal:
    """The seal of an event."""
    return Seal(position, version, previous, digest_of(previous, b"%d" % version, topic, state))


def chain_of(aggregate: str, events: Mapping[int, Content], seals: Mapping[int, Seal]) -> Chain:
    """The chain of an aggregate's events, by version. Raises RecordsDamaged, which names the first fault.

    Only the last events may lack a digest.
    """
    head, unsealed = START, list[Seal]()
    for expected, version in enumerate(sorted({*events, *seals}), start=1):
        event, seal = events.get(version), seals.get(version)
        if event is None or version != expected:
            raise RecordsDamaged([_event_place(aggregate, version, event or seal, "originator_version")])
        computed = sealed(event.position, version, head, event.topic, event.state)
        if seal is None:
            unsealed.append(computed)
        elif fault := _fault(computed, seal, after_unsealed=bool(unsealed)):
            raise RecordsDamaged([_event_place(aggregate, version, event, fault)])
        head = computed.digest
    return Chain(head, unsealed)


def _fault(computed: Seal, stored: Seal, *, after_unsealed: bool) -> str | None:
    if after_unsealed or stored.previous != computed.previous:
        return "previous digest"
    return None if stored.digest == computed.digest else "topic or state"


def _event_place(aggregate: str, version: int, at: Content | Seal | None, column: str) -> Place:
    return Place("stored_events", at.position if at else 0, aggregate, version, column)
