"""Which referrals is a participant enrolled by? Their table came with the log's first step."""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from referral.case.referral import Referral
from referral.enrolment.participant_enrolled import ParticipantEnrolled
from referral.register.table import referred_on


def referrals_of(participant_id: UUID, work: Records) -> list[UUID]:
    """The participant's referrals, the last one first."""
    rows = work.rows(
        "SELECT referral_id FROM participants WHERE participant_id = :id ORDER BY referral_id",
        {"id": str(participant_id)},
    )
    referrals = [UUID(row["referral_id"]) for row in rows]
    return sorted(referrals, key=lambda one: referred_on(one, work), reverse=True)


def _fold(referral: Referral, facts: Sequence[ParticipantEnrolled], tables: Records) -> None:
    for fact in facts:
        tables.write(
            "INSERT INTO participants VALUES (:referral, :participant) ON CONFLICT (referral_id) DO NOTHING",
            {"referral": str(referral.id), "participant": str(fact.participant_id)},
        )


PARTICIPANTS = Projection(of=Referral, facts=(ParticipantEnrolled,), fold=_fold)
