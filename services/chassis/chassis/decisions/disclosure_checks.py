"""Has anybody edited or cut a log of disclosures (I16)?

A log, and the hashes of its entries in the store of events, are in one database. What leaves it is an anchor,
a position and its hash: in a published event and in the service's log.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from eventsourcing.utils import get_topic

from chassis.decisions.commands import Records
from chassis.decisions.domain import DomainEvent
from chassis.decisions.journal import from_stored
from samplan.bus.store.transactions import Database
from samplan.privacy.disclosure_log import Anchor, Log, broken_at

BATCH = 1_000
NOTHING = "0" * 64
NAMES = {Log.PUBLISHED: "own log", Log.WITHHELD: "withheld log"}
_ANCHOR = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


@dataclass(frozen=True, kw_only=True)
class CheckedLog:
    """`broken_at`: the first position that is not what was once written; None for a whole log.

    `hashes`: what was written for each position.
    """

    name: str
    broken_at: int | None
    hashes: Mapping[int, str]

    @property
    def head(self) -> Anchor:
        last = max(self.hashes, default=0)
        return Anchor(position=last, chained=self.hashes.get(last, NOTHING))

    def holds(self, anchor: Anchor) -> bool:
        """Whether it is the log that the anchor was taken of, grown or not."""
        return self.hashes.get(anchor.position, NOTHING if anchor.position == 0 else None) == anchor.chained


CheckLogs = Callable[[Database, Records], Sequence[CheckedLog]]


class Logged(Protocol):
    """A fact with the place and hash of its entry; None for one that is in no log."""

    @property
    def is_withheld(self) -> bool: ...

    @property
    def position(self) -> int | None: ...

    @property
    def chained(self) -> str | None: ...


def own_logs(made: type[DomainEvent]) -> CheckLogs:
    """Compares the logs of the service's own store with the facts that were stored with their entries."""

    def check(database: Database, work: Records) -> list[CheckedLog]:
        written: Mapping[Log, dict[int, str]] = {log: {} for log in Log}
        for fact in cast("Iterator[Logged]", facts_of(database, made)):
            if fact.position and fact.chained:
                written[Log.WITHHELD if fact.is_withheld else Log.PUBLISHED][fact.position] = fact.chained
        return [
            CheckedLog(name=NAMES[log], broken_at=broken_at(work, hashes, log), hashes=hashes)
            for log, hashes in written.items()
        ]

    return check


def facts_of(database: Database, kind: type[DomainEvent]) -> Iterator[DomainEvent]:
    """All stored facts of one kind, in the order of storage."""
    topic, last = get_topic(kind), 0
    while batch := database.notifications(last, BATCH):
        last = batch[-1].id
        yield from (from_stored(one) for one in batch if one.topic == topic)


def text_of(anchor: Anchor) -> str:
    return f"{anchor.position}:{anchor.chained}"


def parsed_anchor(text: str) -> Anchor:
    """Raises ValueError."""
    match = _ANCHOR.fullmatch(text)
    if match is None:
        raise ValueError("an anchor is a position, a colon and a hash")
    return Anchor(position=int(match[1]), chained=match[2])
