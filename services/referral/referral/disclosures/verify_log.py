"""Has anybody tampered with the log of disclosures (R-16)?

The log, and the hashes in the store of events, lie in one database: an anchor, a position and its hash, is
what leaves it, with every disclosure's log line and as a published event.
"""

import re
from dataclasses import dataclass
from typing import Self

from chassis.decisions.commands import Records
from chassis.decisions.journal import from_stored
from referral.disclosures.disclosures import DisclosureMade, EarlierDisclosure
from referral.disclosures.earlier_log import earlier_hash_at, earlier_log_broken_at
from samplan.bus.store.transactions import Database
from samplan.privacy.disclosure_log import Anchor, broken_at, hash_at, head_of

BATCH = 1_000
_ANCHOR = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")
NOTHING = "0" * 64


@dataclass(frozen=True)
class WrittenHashes:
    """What the store of events holds: the hash of each position."""

    earlier: dict[int, str]
    later: dict[int, str]

    @classmethod
    def of(cls, database: Database) -> Self:
        earlier: dict[int, str] = {}
        later: dict[int, str] = {}
        last = 0
        while batch := database.notifications(last, BATCH):
            last = batch[-1].id
            for event in map(from_stored, batch):
                match event:
                    case EarlierDisclosure(position=position, chained=chained):
                        earlier[position] = chained
                    case DisclosureMade(position=position, chained=chained):
                        later[position] = chained
        return cls(earlier, later)


def first_break(database: Database, work: Records) -> int | None:
    """The first position at which a log is not what was once written; None for whole ones."""
    written = WrittenHashes.of(database)
    earlier = earlier_log_broken_at(written.earlier, work)
    return earlier if earlier is not None else broken_at(work, written.later)


def text_of(anchor: Anchor) -> str:
    return f"{anchor.position}:{anchor.chained or NOTHING}"


def head_text(work: Records) -> str:
    """The last entry; position 0 of an empty log."""
    return text_of(head_of(work))


def parsed_anchor(text: str) -> Anchor:
    """Raises ValueError."""
    match = _ANCHOR.fullmatch(text)
    if match is None:
        raise ValueError("an anchor is a position, a colon and a hash")
    return Anchor(position=int(match[1]), chained=match[2])


def holds(anchor: Anchor, work: Records) -> bool:
    """Whether the log is the one that the anchor was taken of, grown or not. Of 0.1.0's log too."""
    if anchor == Anchor(position=0, chained=NOTHING):
        return True
    return anchor.chained in (hash_at(anchor.position, work), earlier_hash_at(anchor.position, work))
