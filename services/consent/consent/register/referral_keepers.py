"""Which agency's service keeps the referral? The one that first published it; until then, that first vouched.

Not a read model of this service's facts: a referral is published before any consent is asked for it.
"""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "consent-vouchers-1",
        ("CREATE TABLE referral_keepers (referral_id TEXT PRIMARY KEY, keeper TEXT NOT NULL)",),
    ),
    Migration("consent-vouchers-2", ("ALTER TABLE referral_keepers ADD COLUMN published_by TEXT",)),
)


class KeptByAnother(Refused):
    """Another agency's service published the referral first: this one has no say in it (C-15)."""

    code = "kept_by_another"
    title: ClassVar[str] = "Another agency's service keeps the referral"


def keeper_of(referral_id: UUID, work: Records, *, otherwise: Agency) -> Agency:
    """The agency whose service keeps it. `otherwise` is noted for a referral that nobody has kept yet."""
    work.write(
        "INSERT INTO referral_keepers (referral_id, keeper) VALUES (:referral_id, :keeper)"
        " ON CONFLICT (referral_id) DO NOTHING",
        {"referral_id": str(referral_id), "keeper": otherwise.value},
    )
    (row,) = work.rows(
        "SELECT keeper FROM referral_keepers WHERE referral_id = :referral_id",
        {"referral_id": str(referral_id)},
    )
    return Agency(row["keeper"])


def keepers_of(referral_ids: Iterable[UUID], work: Records) -> list[Agency]:
    """The agencies whose services keep these referrals, as far as that is known."""
    found = set[Agency]()
    for referral_id in referral_ids:
        rows = work.rows(
            "SELECT keeper FROM referral_keepers WHERE referral_id = :id", {"id": str(referral_id)}
        )
        found |= {Agency(row["keeper"]) for row in rows}
    return sorted(found)


def require_publisher(referral_id: UUID, publisher: Agency, work: Records) -> None:
    """Raises KeptByAnother for an agency other than the one whose service published the referral first."""
    rows = work.rows(
        "SELECT published_by FROM referral_keepers"
        " WHERE referral_id = :referral_id AND published_by <> :publisher",
        {"referral_id": str(referral_id), "publisher": publisher.value},
    )
    if rows:
        raise KeptByAnother


def note_publisher(referral_id: UUID, keeper: Agency, work: Records) -> None:
    """The agency's service has published the referral, so it keeps it."""
    work.write(
        "UPDATE referral_keepers SET keeper = :keeper, published_by = :keeper"
        " WHERE referral_id = :referral_id",
        {"referral_id": str(referral_id), "keeper": keeper.value},
    )
