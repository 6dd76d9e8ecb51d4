"""The log of disclosures that version 0.1.0 kept: nothing is added to it, and it is still verified.

Each entry holds the hash of itself and of the one before it; the store of events holds the hashes as well.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from json import dumps
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Records
from samplan.bus.store.migrations import Migration

FIELDS = ("disclosed_on", "participant_id", "referral_id", "consent_id", "agency", "purpose")

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


def earlier_disclosures_of(participant_id: UUID, work: Records) -> Sequence[Mapping[str, Any]]:
    """The oldest first."""
    return work.rows(
        "SELECT disclosed_on, referral_id, agency, purpose FROM disclosure_log"
        " WHERE participant_id = :id ORDER BY position",
        {"id": str(participant_id)},
    )


def earlier_log_broken_at(hashes: Mapping[int, str], work: Records) -> int | None:
    """The first position at which the log differs from the events' hashes; None for a whole one."""
    before, position = "", 0
    for row in work.rows("SELECT * FROM disclosure_log ORDER BY position"):
        position += 1
        before = chained_after(before, position, {name: str(row[name]) for name in FIELDS})
        if (row["position"], row["chained"], hashes.get(position)) != (position, before, before):
            return position
    return position + 1 if len(hashes) > position else None


def chained_after(before: str, position: int, fields: Mapping[str, str]) -> str:
    return sha256(dumps([before, position, sorted(fields.items())]).encode()).hexdigest()
