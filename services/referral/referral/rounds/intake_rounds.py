"""Which referrals did a round bring, and for whom (R-10)? No fact says it, so the command writes it."""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Records
from referral.rounds.intake_round import IntakeRound
from samplan.bus.store.migrations import Migration
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


def keep_round(held: IntakeRound, agency: Agency, referrals: Sequence[UUID], work: Records) -> None:
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
