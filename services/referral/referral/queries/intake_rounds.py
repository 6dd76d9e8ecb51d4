"""How many referrals did each round bring to each programme, and how far have they come (R-10)?"""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.work import Work
from referral.domain.intake_round import IntakeRound
from samplan.bus.store.migrations import Migration
from samplan.bus.store.transactions import Database, Row
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "rounds-1",
        (
            """CREATE TABLE intake_rounds (
                round_id TEXT PRIMARY KEY, agency TEXT NOT NULL, method TEXT NOT NULL,
                held_on TEXT NOT NULL)""",
            "CREATE TABLE round_referrals (referral_id TEXT PRIMARY KEY, round_id TEXT NOT NULL)",
            "CREATE INDEX round_referrals_by_round ON round_referrals (round_id)",
        ),
    ),
)

_COUNTS = """
SELECT held.round_id, held.method, held.held_on, c.programme, c.step, COUNT(*) AS referrals
FROM (
    SELECT round_id, method, held_on FROM intake_rounds
    WHERE (agency = :agency OR :agency = :keeper) AND (:round_id = '' OR round_id = :round_id)
    ORDER BY held_on DESC, round_id LIMIT :limit OFFSET :offset) AS held
JOIN round_referrals r ON r.round_id = held.round_id
JOIN cases c ON c.referral_id = r.referral_id
GROUP BY held.round_id, held.method, held.held_on, c.programme, c.step
ORDER BY held.held_on DESC, held.round_id, c.programme, c.step"""


def enter_round(held: IntakeRound, agency: Agency, referrals: Sequence[UUID], work: Work) -> IntakeRound:
    work.write(
        "INSERT INTO intake_rounds VALUES (:round_id, :agency, :method, :held_on)",
        {
            "round_id": str(held.id),
            "agency": agency.value,
            "method": held.method.value,
            "held_on": held.held_on.isoformat(),
        },
    )
    for referral_id in referrals:
        row = {"referral_id": str(referral_id), "round_id": str(held.id)}
        work.write("INSERT INTO round_referrals VALUES (:referral_id, :round_id)", row)
    return held


def round_counts(
    database: Database,
    agency: Agency,
    keeper: Agency,
    *,
    limit: int = 1,
    offset: int = 0,
    round_id: UUID | None = None,
) -> list[Row]:
    """A row for each round, programme and step, the last round first; an agency's own, the keeper's all."""
    return database.query(
        _COUNTS,
        {
            "agency": agency.value,
            "keeper": keeper.value,
            "round_id": str(round_id or ""),
            "limit": limit,
            "offset": offset,
        },
    )
