"""What has happened to our referrals since we last asked (R-09)? A sequence for each agency."""

from chassis.decisions.work import Work
from referral.domain.referral import Referral
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Database, Row
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "feed-1",
        (
            "CREATE TABLE feed_heads (agency TEXT PRIMARY KEY, position BIGINT NOT NULL)",
            """CREATE TABLE feed (
                agency TEXT NOT NULL, position BIGINT NOT NULL, referral_id TEXT NOT NULL,
                step TEXT NOT NULL, occurred_on TEXT NOT NULL, PRIMARY KEY (agency, position))""",
        ),
    ),
    Migration("feed-2", ("CREATE INDEX feed_by_referral ON feed (referral_id)",)),
)


def tell_referrer(referral: Referral, work: Work) -> None:
    """Append the step the referral now is at to its agency's feed."""
    agency = {"agency": referral.referring_agency.value}
    # The head's row is locked until the commit: no reader can be past a position that is still to come.
    work.write(
        "INSERT INTO feed_heads VALUES (:agency, 1)"
        " ON CONFLICT (agency) DO UPDATE SET position = feed_heads.position + 1",
        agency,
    )
    work.write(
        "INSERT INTO feed SELECT :agency, position, :referral_id, :step, :occurred_on"
        " FROM feed_heads WHERE agency = :agency",
        {
            **agency,
            "referral_id": str(referral.id),
            "step": referral.step.value,
            "occurred_on": referral.last_step_on.isoformat(),
        },
    )


def take_from_feed(referral: Referral, work: Work) -> None:
    """Whoever polls from the start is told nothing of it any more; the positions of others stay."""
    work.write("DELETE FROM feed WHERE referral_id = :id", {"id": str(referral.id)})


def feed_of(database: Database, agency: Agency, *, after: int, limit: int) -> list[Row]:
    """The steps after a position, the oldest first."""
    return database.query(
        "SELECT position, referral_id, step, occurred_on FROM feed"
        " WHERE agency = :agency AND position > :after ORDER BY position LIMIT :limit",
        {"agency": agency.value, "after": after, "limit": limit},
    )
