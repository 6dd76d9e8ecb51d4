"""Which plan is about which of our referrals, and who writes about it?

A referral keeps its plan: what another planning service publishes of it does not count (I12).
"""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Command, Records
from referral.case.referral import Referral
from referral.office.office import Office
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "known-plans-1",
        (
            """CREATE TABLE known_plans (
                plan_id TEXT NOT NULL, referral_id TEXT NOT NULL, writer TEXT NOT NULL,
                PRIMARY KEY (plan_id, referral_id))""",
        ),
    ),
)


class NotePlan(Command[Office]):
    """A plan is about the referral: it was opened by its enrolment, or the enrolment has joined it."""

    plan_id: UUID
    referral_id: UUID
    writer: str

    def carry_out(self, work: Records, _: Office) -> None:
        referral = work.find(Referral, self.referral_id)
        if referral is None or referral.participant_id is None:
            return
        work.write(
            _NOTE, {"plan": str(self.plan_id), "referral": str(self.referral_id), "writer": self.writer}
        )


_NOTE = """
INSERT INTO known_plans SELECT :plan, :referral, :writer
WHERE NOT EXISTS (SELECT 1 FROM known_plans WHERE referral_id = :referral AND writer <> :writer)
ON CONFLICT DO NOTHING"""


def referrals_in(plan_id: UUID, writer: str, work: Records) -> Sequence[Referral]:
    """Those that the plan is about, as this writer says."""
    rows = work.rows(
        "SELECT referral_id FROM known_plans WHERE plan_id = :plan AND writer = :writer ORDER BY referral_id",
        {"plan": str(plan_id), "writer": writer},
    )
    return [work.load(Referral, UUID(row["referral_id"])) for row in rows]
