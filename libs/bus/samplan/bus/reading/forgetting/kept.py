"""What a row of `parked` keeps of a record that names a forgotten id."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

import msgspec
from msgspec.structs import replace as with_member

from samplan.bus.kafka.received import Headers
from samplan.bus.reading.forgetting.spelled import ANYBODY, digest_of, digests_in
from samplan.contracts.envelope import ReasonCode
from samplan.contracts.event import ContractEvent

Digests = Collection[str]

REMOVED = UUID(int=0)
"""In the place of a participant whom a parked event named."""
FORGOTTEN = "Forgotten"
"""The error of a row that has only a digest left."""
_CLOSES = "forgotten:"
_OF_THE_SUBJECT = {"ce_subject", "ce_partitionkey"}
_PARTICIPANT = "participant_id"
_CANNOT_BE_SEARCHED = {ReasonCode.UNDECODABLE_CODEC.value, ReasonCode.TOO_LARGE.value}


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The columns of the row that may name a participant, and those that say what it was."""

    key: bytes | None
    value: bytes | None
    headers: Headers
    reason: str
    error: str
    closes: str

    @property
    def names(self) -> frozenset[str]:
        """The digests of the ids that it spells."""
        headers = (text for name, value in self.headers for text in (name.encode(), value))
        spelled = digests_in(self.key, *headers, self.closes.encode())
        if self.error == FORGOTTEN:
            return spelled
        hidden = {ANYBODY} if self.reason in _CANNOT_BE_SEARCHED else frozenset()
        return spelled | digests_in(self.value) | hidden


def closing_without_name(subject: UUID) -> str:
    """How a row closes a subject that is forgotten."""
    return f"{_CLOSES}{digest_of(subject)}"


def closes_by_name(closes: str) -> bool:
    return not closes.startswith(_CLOSES)


def without(row: Kept, event: ContractEvent | None, gone: Digests) -> Kept:
    """The row without the forgotten ids. `event`: that of a record that can be read.

    Such a record keeps its place and its effect without the participant, unless the participant is its
    subject. Of any other record a digest and a size are left.
    """
    if event is None or (event.SUBJECT == _PARTICIPANT and digests_in(row.key) & set(gone)):
        return _reduced(row, gone)
    if not _is_forgotten(event, gone):
        return row
    nameless = with_member(event, **{_PARTICIPANT: REMOVED})
    return replace(
        row, value=msgspec.json.encode(nameless), headers=_headers(row, gone, keep=_OF_THE_SUBJECT)
    )


def _is_forgotten(event: ContractEvent, gone: Digests) -> bool:
    """Whether it names a forgotten participant, and rests on no consent that may still open something."""
    named, consent = getattr(event, _PARTICIPANT, None), getattr(event, "consent_id", None)
    return named is not None and all(one is None or digest_of(one) in gone for one in (named, consent))


def _reduced(row: Kept, gone: Digests) -> Kept:
    closed = digests_in(row.closes.encode()) & set(gone)
    return replace(
        row,
        key=None if digests_in(row.key) & set(gone) else row.key,
        value=row.value if row.error == FORGOTTEN else _described(row),
        headers=_headers(row, gone),
        error=FORGOTTEN,
        closes=f"{_CLOSES}{min(closed)}" if closed else row.closes,
    )


def _headers(row: Kept, gone: Digests, keep: Collection[str] = ()) -> Headers:
    return [
        (name, value)
        for name, value in row.headers
        if name in keep or not digests_in(name.encode(), value) & set(gone)
    ]


def _described(row: Kept) -> bytes | None:
    if row.value is None:
        return None
    described = {"sha256": sha256(row.value).hexdigest(), "size": len(row.value)}
    if row.reason == ReasonCode.TOO_LARGE.value:
        described = {**msgspec.json.decode(row.value), "first": None}
    return msgspec.json.encode({name: value for name, value in described.items() if value is not None})
