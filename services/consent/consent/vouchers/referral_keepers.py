"""Which agency's service keeps the referral? The one that published it, or that first vouched for it.

Not a read model of this service's facts: a referral is published before any consent is asked for it.
"""

from uuid import UUID

from chassis.decisions.commands import Records
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "consent-vouchers-1",
        ("CREATE TABLE referral_keepers (referral_id TEXT PRIMARY KEY, keeper TEXT NOT NULL)",),
    ),
)


def keeper_of(referral_id: UUID, work: Records, *, otherwise: Agency) -> Agency:
    """The agency whose service keeps it. `otherwise` is noted for a referral that nobody has kept yet."""
    work.write(
        "INSERT INTO referral_keepers VALUES (:referral_id, :keeper) ON CONFLICT (referral_id) DO NOTHING",
        {"referral_id": str(referral_id), "keeper": otherwise.value},
    )
    (row,) = work.rows(
        "SELECT keeper FROM referral_keepers WHERE referral_id = :referral_id",
        {"referral_id": str(referral_id)},
    )
    return Agency(row["keeper"])


def set_keeper(referral_id: UUID, keeper: Agency, work: Records) -> None:
    work.write(
        "UPDATE referral_keepers SET keeper = :keeper WHERE referral_id = :referral_id",
        {"referral_id": str(referral_id), "keeper": keeper.value},
    )
