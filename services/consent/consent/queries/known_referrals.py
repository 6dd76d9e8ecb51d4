"""Is the referral of the right person, as far as its owner has told?"""

from datetime import date
from uuid import UUID

from chassis.decisions.work import Work
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "consent-referrals-1",
        ("CREATE TABLE known_referrals (referral_id TEXT PRIMARY KEY, entered_in_error_on TEXT)",),
    ),
)

# It changes nothing and takes the row: who covers a referral and who hears of its error wait for each other.
_HOLD = (
    "INSERT INTO known_referrals VALUES (:referral_id, NULL)"
    " ON CONFLICT (referral_id) DO UPDATE SET referral_id = excluded.referral_id"
)


def is_in_error(referral_id: UUID, work: Work) -> bool:
    """Whether the referral was of the wrong person. It stays as it is until the work is done."""
    work.write(_HOLD, {"referral_id": str(referral_id)})
    rows = work.rows(
        "SELECT referral_id FROM known_referrals"
        " WHERE referral_id = :referral_id AND entered_in_error_on IS NOT NULL",
        {"referral_id": str(referral_id)},
    )
    return bool(rows)


def note_error(referral_id: UUID, on: date, work: Work) -> None:
    """First of all: a consent that is being given for the referral then came before, or comes to nothing."""
    work.write(
        "INSERT INTO known_referrals VALUES (:referral_id, :on)"
        " ON CONFLICT (referral_id) DO UPDATE SET entered_in_error_on = excluded.entered_in_error_on",
        {"referral_id": str(referral_id), "on": on.isoformat()},
    )
