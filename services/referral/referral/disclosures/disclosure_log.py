"""To whom has what been disclosed, and has anybody tampered with the log (R-16)?

Each entry holds the hash of itself and of the entry before it. The store of events holds the hashes once
more, so that a log that was cut, or rewritten from some entry on, no longer agrees with them. Both copies
lie in one database: an anchor, a position and its hash, is what leaves it, with every disclosure's log line.
"""

import re
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from json import dumps
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.journal import from_stored
from referral.disclosures.disclosures import Disclosures
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Database, Row
from samplan.contracts.codes import Agency, ConsentPurpose

BATCH = 1_000
_ANCHOR = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")

MIGRATIONS = (
    Migration(
        "disclosures-1",
        (
            # The referrals of a participant: `participants`.
            "CREATE TABLE participants (referral_id TEXT PRIMARY KEY, participant_id TEXT NOT NULL)",
            "CREATE INDEX participants_by_id ON participants (participant_id)",
            "CREATE TABLE disclosure_head (log INTEGER PRIMARY KEY, position BIGINT NOT NULL)",
            """CREATE TABLE disclosure_log (
                position BIGINT PRIMARY KEY, disclosed_on TEXT NOT NULL, participant_id TEXT NOT NULL,
                referral_id TEXT NOT NULL, consent_id TEXT NOT NULL, agency TEXT NOT NULL,
                purpose TEXT NOT NULL, chained TEXT NOT NULL)""",
        ),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """How far the log had come, and the hash of all of it: `3:9f86…`. It says nothing of anybody."""

    position: int
    chained: str

    def __str__(self) -> str:
        return f"{self.position}:{self.chained}"

    @classmethod
    def parse(cls, text: str) -> "Anchor":
        """Raises ValueError."""
        match = _ANCHOR.fullmatch(text)
        if match is None:
            raise ValueError("an anchor is a position, a colon and a hash")
        return cls(position=int(match[1]), chained=match[2])


EMPTY = Anchor(position=0, chained="0" * 64)


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    disclosed_on: date
    participant_id: UUID
    referral_id: UUID
    consent_id: UUID
    agency: Agency
    purpose: ConsentPurpose


def append_disclosure(entry: Disclosure, work: Records) -> Anchor:
    """The entry's place and hash. The head's row is locked until the commit: the chain has no fork."""
    work.write(
        "INSERT INTO disclosure_head VALUES (1, 1)"
        " ON CONFLICT (log) DO UPDATE SET position = disclosure_head.position + 1"
    )
    (head,) = work.rows("SELECT position FROM disclosure_head WHERE log = 1")
    before = work.rows(
        "SELECT chained FROM disclosure_log WHERE position = :before", {"before": head["position"] - 1}
    )
    fields = {name: str(value) for name, value in asdict(entry).items()}
    chained = _chained(before[0]["chained"] if before else "", head["position"], fields)
    work.write(
        "INSERT INTO disclosure_log VALUES (:position, :disclosed_on, :participant_id, :referral_id,"
        " :consent_id, :agency, :purpose, :chained)",
        {**fields, "position": head["position"], "chained": chained},
    )
    return Anchor(position=head["position"], chained=chained)


def disclosures_of(database: Database, participant_id: UUID) -> list[Row]:
    """The oldest first."""
    return database.query(
        "SELECT disclosed_on, referral_id, agency, purpose FROM disclosure_log"
        " WHERE participant_id = :id ORDER BY position",
        {"id": str(participant_id)},
    )


def head_of(database: Database) -> Anchor:
    """The last entry; position 0 of an empty log."""
    rows = database.query("SELECT position, chained FROM disclosure_log ORDER BY position DESC LIMIT 1")
    return Anchor(**rows[0]) if rows else EMPTY


def holds(database: Database, anchor: Anchor) -> bool:
    """Whether the log is the one that the anchor was taken of, grown or not."""
    rows = database.query(
        "SELECT chained FROM disclosure_log WHERE position = :position", {"position": anchor.position}
    )
    return anchor == EMPTY if not rows else bool(rows[0]["chained"] == anchor.chained)


def broken_at(database: Database) -> int | None:
    """The first position at which the log is not what was once written; None for a whole one."""
    hashes = _hashes_of_events(database)
    before, position = "", 0
    for row in database.query("SELECT * FROM disclosure_log ORDER BY position"):
        position += 1
        fields = {name: str(row[name]) for name in Disclosure.__dataclass_fields__}
        before = _chained(before, position, fields)
        if (row["position"], row["chained"], hashes.get(position)) != (position, before, before):
            return position
    return position + 1 if len(hashes) > position else None


def _chained(before: str, position: int, fields: dict[str, str]) -> str:
    return sha256(dumps([before, position, sorted(fields.items())]).encode()).hexdigest()


def _hashes_of_events(database: Database) -> dict[int, str]:
    hashes: dict[int, str] = {}
    last = 0
    while batch := database.notifications(last, BATCH):
        last = batch[-1].id
        events = [from_stored(one) for one in batch]
        hashes |= {one.position: one.chained for one in events if isinstance(one, Disclosures.Disclosed)}
    return hashes
