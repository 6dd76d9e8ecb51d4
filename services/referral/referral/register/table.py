"""The register that most questions are put to: one row per referral."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from referral.case.referral import Referral, ReferralFact
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

TABLE = (
    """CREATE TABLE cases (
        referral_id TEXT PRIMARY KEY, programme TEXT NOT NULL, referring_agency TEXT NOT NULL,
        step TEXT NOT NULL, referred_on TEXT NOT NULL, last_step_on TEXT NOT NULL, outcome TEXT,
        has_income_support INTEGER NOT NULL, meeting_on TEXT)""",
    "CREATE INDEX cases_by_agency ON cases (referring_agency, referred_on)",
    "CREATE INDEX cases_by_step ON cases (step, referred_on)",
)
"""Its first step made the table of `consents.referral_consents` too."""

LATER = (
    Migration(
        "cases-2",
        (
            "ALTER TABLE cases ADD COLUMN is_protected INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE cases ADD COLUMN is_going_round INTEGER NOT NULL DEFAULT 0",
        ),
    ),
)

SHOWN = """(
    referring_agency = :agency OR :agency = :keeper OR :decides_for LIKE '%,' || programme || ',%'
) AND is_protected = 0"""
"""Whether an agency may see a referral in a list: `whose.Whose` has the parameters."""

_PROJECT = """
INSERT INTO cases VALUES (
    :referral_id, :programme, :referring_agency, :step, :referred_on, :last_step_on, :outcome,
    :has_income_support, :meeting_on, :is_protected, :is_going_round)
ON CONFLICT (referral_id) DO UPDATE SET
    step = excluded.step, last_step_on = excluded.last_step_on, outcome = excluded.outcome,
    meeting_on = excluded.meeting_on, has_income_support = excluded.has_income_support,
    is_protected = excluded.is_protected, is_going_round = excluded.is_going_round"""


def _fold(referral: Referral, _: Sequence[ReferralFact], tables: Records) -> None:
    """Keep the referral's row as the referral is."""
    tables.write(
        _PROJECT,
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


REGISTER = Projection(of=Referral, facts=(ReferralFact,), fold=_fold)


def is_ours(referral_id: UUID, work: Records) -> bool:
    """Whether it is a referral of this service: it may know nothing of any other's (R-14)."""
    return bool(work.rows("SELECT referral_id FROM cases WHERE referral_id = :id", {"id": str(referral_id)}))


def belongs_to(referral_id: UUID, agency: Agency, work: Records) -> bool:
    """Whether the agency made the referral."""
    rows = work.rows(
        "SELECT referral_id FROM cases WHERE referral_id = :id AND referring_agency = :agency",
        {"id": str(referral_id), "agency": agency.value},
    )
    return bool(rows)


def listed_programme_of(referral_id: UUID, work: Records) -> str | None:
    """None for a protected identity, which is in no list."""
    rows = work.rows(
        "SELECT programme FROM cases WHERE referral_id = :id AND is_protected = 0", {"id": str(referral_id)}
    )
    return rows[0]["programme"] if rows else None


def is_protected(referral_id: UUID, work: Records) -> bool:
    """Whether the referral states protected identity."""
    rows = work.rows(
        "SELECT referral_id FROM cases WHERE referral_id = :id AND is_protected = 1",
        {"id": str(referral_id)},
    )
    return bool(rows)


def referred_on(referral_id: UUID, work: Records) -> date:
    """The referral date."""
    (row,) = work.rows("SELECT referred_on FROM cases WHERE referral_id = :id", {"id": str(referral_id)})
    return date.fromisoformat(row["referred_on"])
