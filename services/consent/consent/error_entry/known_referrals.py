"""Is the referral about the right person, as far as the referral services have published?

Not a read model of this service's facts: an error may be known before any consent covers the referral.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Refused
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "consent-referrals-1",
        ("CREATE TABLE known_referrals (referral_id TEXT PRIMARY KEY, entered_in_error_on TEXT)",),
    ),
)

# Changes nothing, but locks the row: covering a referral and recording its error take turns.
_LOCK = (
    "INSERT INTO known_referrals VALUES (:referral_id, NULL)"
    " ON CONFLICT (referral_id) DO UPDATE SET referral_id = excluded.referral_id"
)


class ReferralInError(Refused):
    """The referral was about the wrong person (R-13): no consent can be given for it."""

    code = "referral_entered_in_error"
    title: ClassVar[str] = "The referral was entered in error"


def require_right_person(referral_id: UUID, work: Records) -> None:
    """Raises ReferralInError. What is known of the referral stays as it is until the transaction ends."""
    work.write(_LOCK, {"referral_id": str(referral_id)})
    rows = work.rows(
        "SELECT referral_id FROM known_referrals"
        " WHERE referral_id = :referral_id AND entered_in_error_on IS NOT NULL",
        {"referral_id": str(referral_id)},
    )
    if rows:
        raise ReferralInError


def note_error(referral_id: UUID, on: date, work: Records) -> None:
    """Call before looking for consents: one that is being given meanwhile is then stored, or refused."""
    work.write(
        "INSERT INTO known_referrals VALUES (:referral_id, :on)"
        " ON CONFLICT (referral_id) DO UPDATE SET entered_in_error_on = excluded.entered_in_error_on",
        {"referral_id": str(referral_id), "on": on.isoformat()},
    )
