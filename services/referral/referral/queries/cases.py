"""The case list that the questions are put to: one row per referral, written in the work that changed it."""

from uuid import UUID

from chassis.decisions.work import Work
from referral.domain.referral import Referral
from referral.queries.feed import take_from_feed, tell_referrer
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "cases-1",
        (
            """CREATE TABLE cases (
                referral_id TEXT PRIMARY KEY, programme TEXT NOT NULL, referring_agency TEXT NOT NULL,
                step TEXT NOT NULL, referred_on TEXT NOT NULL, last_step_on TEXT NOT NULL, outcome TEXT,
                has_income_support INTEGER NOT NULL, meeting_on TEXT)""",
            "CREATE INDEX cases_by_agency ON cases (referring_agency, referred_on)",
            "CREATE INDEX cases_by_step ON cases (step, referred_on)",
            """CREATE TABLE covered_referrals (
                referral_id TEXT NOT NULL, consent_id TEXT NOT NULL, position INTEGER NOT NULL,
                PRIMARY KEY (referral_id, consent_id))""",
        ),
    ),
    Migration(
        "cases-2",
        (
            "ALTER TABLE cases ADD COLUMN is_protected INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE cases ADD COLUMN is_going_round INTEGER NOT NULL DEFAULT 0",
        ),
    ),
)

_ENTER = """
INSERT INTO cases VALUES (
    :referral_id, :programme, :referring_agency, :step, :referred_on, :last_step_on, :outcome,
    :has_income_support, :meeting_on, :is_protected, :is_going_round)
ON CONFLICT (referral_id) DO UPDATE SET
    step = excluded.step, last_step_on = excluded.last_step_on, outcome = excluded.outcome,
    meeting_on = excluded.meeting_on, has_income_support = excluded.has_income_support,
    is_protected = excluded.is_protected, is_going_round = excluded.is_going_round"""

_COVER = """
INSERT INTO covered_referrals VALUES (
    :referral_id, :consent_id,
    (SELECT COUNT(*) FROM covered_referrals WHERE referral_id = :referral_id))
ON CONFLICT (referral_id, consent_id) DO NOTHING"""


def enter(referral: Referral, work: Work) -> Referral:
    """Keep the referral's row as the referral is, and let its agency know of the step."""
    work.write(
        _ENTER,
        {
            "referral_id": str(referral.id),
            "programme": referral.programme,
            "referring_agency": referral.referring_agency.value,
            "step": referral.step.value,
            "referred_on": referral.referred_on.isoformat(),
            "last_step_on": referral.last_step_on.isoformat(),
            "outcome": referral.trace and referral.trace.outcome.value,
            "has_income_support": int(referral.has_income_support),
            "meeting_on": referral.meeting_on and referral.meeting_on.isoformat(),
            "is_protected": int(referral.is_protected),
            "is_going_round": int(referral.is_going_round),
        },
    )
    (take_from_feed if referral.is_protected else tell_referrer)(referral, work)
    return referral


def enter_coverage(referral_id: UUID, consent_id: UUID, work: Work) -> None:
    """Remember which consent speaks of which referral."""
    work.write(_COVER, {"referral_id": str(referral_id), "consent_id": str(consent_id)})


def consents_about(referral_id: UUID, work: Work) -> list[UUID]:
    """The consents heard of for a referral, the first one first."""
    rows = work.rows(
        "SELECT consent_id FROM covered_referrals WHERE referral_id = :id ORDER BY position",
        {"id": str(referral_id)},
    )
    return [UUID(row["consent_id"]) for row in rows]


def is_ours(referral_id: UUID, work: Work) -> bool:
    """Whether it is a referral of this service: others' are nobody's business here (R-14)."""
    return bool(work.rows("SELECT referral_id FROM cases WHERE referral_id = :id", {"id": str(referral_id)}))


def belongs_to(referral_id: UUID, agency: Agency, work: Work) -> bool:
    """Whether the agency made the referral."""
    rows = work.rows(
        "SELECT referral_id FROM cases WHERE referral_id = :id AND referring_agency = :agency",
        {"id": str(referral_id), "agency": agency.value},
    )
    return bool(rows)
