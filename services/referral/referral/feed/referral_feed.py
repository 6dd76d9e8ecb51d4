"""What has happened to our referrals since we last asked (R-09)? A sequence for each agency."""

from collections.abc import Mapping, Sequence
from typing import Any

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from referral.case.referral import Referral, ReferralFact, ReferralStep
from referral.case.step import Step, VisitStep
from referral.feed import receivers
from referral.protection.protect_identity import IdentityProtected
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency, StudyVisitEnd

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
    *receivers.MIGRATIONS,
)


_AFTER = """
SELECT position, referral_id, step, occurred_on FROM feed
WHERE agency = :agency AND position > :after ORDER BY position LIMIT :limit"""


def _fold(referral: Referral, _: Sequence[ReferralFact], tables: Records) -> None:
    if referral.is_protected:
        # An agency that polls from the start finds nothing of it; the positions of others stay.
        tables.write("DELETE FROM feed WHERE referral_id = :id", {"id": str(referral.id)})
    else:
        _append(referral, tables)


def _append(referral: Referral, tables: Records) -> None:
    """Append the step the referral now is at to its agency's feed."""
    tables.write(
        "INSERT INTO feed (agency, position, referral_id, step, occurred_on)"
        " VALUES (:agency, :position, :referral_id, :step, :occurred_on)",
        {
            "agency": referral.referring_agency.value,
            "position": next_position(referral.referring_agency, tables),
            "referral_id": str(referral.id),
            "step": _step_of(referral).value,
            "occurred_on": referral.last_step_on.isoformat(),
        },
    )


def _step_of(referral: Referral) -> Step | VisitStep:
    """A visitor who enters the programme, one who leaves and one who is followed up stay enrolled."""
    visit = referral.visit
    if referral.step is not Step.ENROLLED or visit is None:
        return referral.step
    if visit.end is not None:
        return VisitStep.ENTERED_PROGRAMME if visit.end is StudyVisitEnd.ENROLLED else VisitStep.ENDED
    return VisitStep.FOLLOWED_UP if visit.followed_up_on else referral.step


def next_position(agency: Agency, tables: Records) -> int:
    """A new last position of the agency's feed.

    It locks the head's row until the commit: no reader can be past a position that is still to come.
    """
    (head,) = tables.rows(
        "INSERT INTO feed_heads VALUES (:agency, 1)"
        " ON CONFLICT (agency) DO UPDATE SET position = feed_heads.position + 1 RETURNING position",
        {"agency": agency.value},
    )
    return int(head["position"])


def entries_after(agency: Agency, after: int, limit: int, tables: Records) -> Sequence[Mapping[str, Any]]:
    """The next steps of the agency's own referrals."""
    return tables.rows(_AFTER, {"agency": agency.value, "after": after, "limit": limit})


FEED = Projection(of=Referral, facts=(ReferralStep, IdentityProtected), fold=_fold)
