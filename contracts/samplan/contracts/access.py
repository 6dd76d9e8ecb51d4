"""The access table: which kind of consent, for which purpose, opens which published event or resource."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from samplan.contracts.codes import ConsentKind, ConsentPurpose

FILE = Path(__file__).parent / "data/access.toml"


class Opening(NamedTuple):
    """A consent of this kind and purpose opens a thing."""

    kind: ConsentKind
    purpose: ConsentPurpose


class _Access(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: ConsentKind
    purpose: ConsentPurpose
    events: tuple[str, ...]
    resources: tuple[str, ...]


class _Open(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    because: str
    events: tuple[str, ...]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kinds: dict[ConsentKind, frozenset[ConsentPurpose]]
    access: tuple[_Access, ...]
    open: tuple[_Open, ...]


@cache
def _table() -> _Table:
    return msgspec.convert(tomllib.loads(FILE.read_text()), _Table)


@cache
def openings() -> Mapping[str, frozenset[Opening]]:
    """By event type or resource: the consents that open it."""
    found: dict[str, set[Opening]] = {}
    for row in _table().access:
        for what in (*row.events, *row.resources):
            found.setdefault(what, set()).add(Opening(row.kind, row.purpose))
    return {what: frozenset(rows) for what, rows in found.items()}


@cache
def open_events() -> Mapping[str, str]:
    """The event types that need no consent, and why."""
    return {event: row.because for row in _table().open for event in row.events}


def purposes_of(kind: ConsentKind) -> frozenset[ConsentPurpose]:
    """The purposes that a consent of the kind can have (C-01)."""
    return _table().kinds.get(kind, frozenset())
