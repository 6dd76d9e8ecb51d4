"""Which agency's service owns the referral? The one that first enrolled by it; no other says it was an error.

Not a read model of this service's facts: an enrolment may wait for its consent.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from planning.office import Office
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "planning-6",
        (
            "CREATE TABLE referral_owners (referral_id TEXT PRIMARY KEY, source TEXT NOT NULL)",
            """INSERT INTO referral_owners SELECT subject, MIN(source) FROM inbox_marks
                WHERE source LIKE '/%/referral/%' GROUP BY subject""",
        ),
    ),
)


class OwnedByAnother(Refused):
    """Another agency's service enrolled by the referral first: it alone may enter it in error (I12)."""

    code = "owned_by_another"
    title: ClassVar[str] = "Another agency's service owns the referral"


class NoteOwner(Command[Office]):
    """A service has enrolled by the referral. The first that does so owns it."""

    referral_id: UUID
    source: str

    def carry_out(self, work: Records, office: Office) -> None:
        work.write(
            "INSERT INTO referral_owners VALUES (:referral_id, :source) ON CONFLICT (referral_id) DO NOTHING",
            {"referral_id": str(self.referral_id), "source": self.source},
        )


def require_owner(referral_id: UUID, source: str, work: Records) -> None:
    """Raises OwnedByAnother for the service of another agency; the epoch of a service's store may change."""
    rows = work.rows(
        "SELECT source FROM referral_owners WHERE referral_id = :referral_id",
        {"referral_id": str(referral_id)},
    )
    if rows and _agency(rows[0]["source"]) != _agency(source):
        raise OwnedByAnother


def _agency(source: str) -> str:
    return source.split("/")[1]
