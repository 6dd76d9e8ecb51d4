"""Which disclosures have the owners of records published? The copy that an owner cannot rewrite (C-11, I16).

A disclosure that an owner publishes twice under one position, with different content, is kept twice: what has
been received is never replaced.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.disclosure_checks import CheckedLog
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency
from samplan.privacy.disclosure_log import Anchor, Disclosure, chained_by, entry_of, stored

MIGRATIONS = (
    Migration(
        "consent-received-disclosures-1",
        (
            """CREATE TABLE received_disclosures (
                owner TEXT NOT NULL, position BIGINT NOT NULL, participant_id TEXT NOT NULL,
                entry TEXT NOT NULL, chained TEXT NOT NULL, PRIMARY KEY (owner, position, chained))""",
            "CREATE INDEX received_disclosures_by_participant ON received_disclosures (participant_id)",
        ),
    ),
)


@dataclass(frozen=True)
class LogEntry:
    """An entry of the participant's log. `owner`: the service that disclosed it, as `af.planning`."""

    owner: str
    disclosure: Disclosure

    @property
    def agency(self) -> Agency:
        """The owner's agency."""
        return Agency(self.owner.partition(".")[0])


def note_disclosure(owner: str, entry: Disclosure, anchor: Anchor, tables: Records) -> None:
    tables.write(
        "INSERT INTO received_disclosures VALUES (:owner, :position, :participant_id, :entry, :chained)"
        " ON CONFLICT (owner, position, chained) DO NOTHING",
        {
            "owner": owner,
            "position": anchor.position,
            "participant_id": str(entry.subject_id),
            "entry": stored(entry),
            "chained": anchor.chained,
        },
    )


def received_about(subject_id: UUID, tables: Records) -> list[LogEntry]:
    """Of a participant, or of a consent where the owner named it alone; the oldest of each owner first."""
    rows = tables.rows(
        "SELECT owner, entry FROM received_disclosures WHERE participant_id = :id ORDER BY owner, position",
        {"id": str(subject_id)},
    )
    return [LogEntry(row["owner"], entry_of(row)) for row in rows]


def check_received(tables: Records) -> Iterator[CheckedLog]:
    """The chain of each owner, as it was received."""
    rows = tables.rows("SELECT * FROM received_disclosures ORDER BY owner, position, chained")
    for owner, received in groupby(rows, key=lambda row: str(row["owner"])):
        entries = list(received)
        hashes = {row["position"]: row["chained"] for row in entries}
        yield CheckedLog(name=owner, broken_at=_broken_at(entries), hashes=hashes)


def _broken_at(entries: list[Mapping[str, Any]]) -> int | None:
    """The first position that is missing, was changed, or was published with two contents."""
    before = ""
    for position, row in enumerate(entries, start=1):
        before = chained_by(row, before, position)
        if (row["position"], row["chained"]) != (position, before):
            return min(position, int(row["position"]))
    return None
