"""Which plan is about which of our referrals, and who writes about it?

Only the keeper of the participant's plan says so, of an enrolment that this service has made. A referral
keeps its plan: what another planning service publishes of it does not count (I12).
"""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from referral.case.referral import Referral
from referral.office.office import Office
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency


class NoSuchWriter(Refused):
    """The contracts know no agency of the name that the topic has: the record is bad data (I26)."""

    code = "no_such_writer"


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
    """A plan is about the referral: it was opened by its enrolment, or the enrolment has joined it.

    `participant_id`, `programme`: of the plan that was opened; unknown of one that the enrolment has joined.
    """

    plan_id: UUID
    referral_id: UUID
    participant_id: UUID | None = None
    programme: str | None = None
    writer: str

    def carry_out(self, work: Records, office: Office) -> None:
        referral = work.find(Referral, self.referral_id)
        if referral is None or not self._is_of_enrolment(referral, office):
            return
        work.write(
            _NOTE, {"plan": str(self.plan_id), "referral": str(self.referral_id), "writer": self.writer}
        )

    def _is_of_enrolment(self, referral: Referral, office: Office) -> bool:
        """Whether its keeper says so, of the participant and the programme that the referral has enrolled."""
        enrolled = (referral.participant_id, referral.programme)
        said = (self.participant_id or referral.participant_id, self.programme or referral.programme)
        if referral.participant_id is None or referral.enrolled_on is None or said != enrolled:
            return False
        group = referral.income_support
        return office.keeps_plan(referral.programme, agency_of(self.writer), group, referral.enrolled_on)


_NOTE = """
INSERT INTO known_plans SELECT :plan, :referral, :writer
WHERE NOT EXISTS (SELECT 1 FROM known_plans WHERE referral_id = :referral AND writer <> :writer)
ON CONFLICT DO NOTHING"""


def agency_of(writer: str) -> Agency:
    """The agency whose planning service writes the topic. Raises NoSuchWriter."""
    try:
        return Agency(writer.partition(".")[0])
    except ValueError:
        raise NoSuchWriter from None


def referrals_in(plan_id: UUID, writer: str, work: Records) -> Sequence[Referral]:
    """Those that the plan is about, as this writer says."""
    rows = work.rows(
        "SELECT referral_id FROM known_plans WHERE plan_id = :plan AND writer = :writer ORDER BY referral_id",
        {"plan": str(plan_id), "writer": writer},
    )
    return [work.load(Referral, UUID(row["referral_id"])) for row in rows]
