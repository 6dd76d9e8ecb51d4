"""Which referrals does a person have, by any number of theirs?"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from chassis.settings.calendar import months_after
from referral.case.referral import Referral, ReferralFact
from referral.case.referral_submitted import ReferralSubmitted
from referral.case.step import Step
from referral.persons.replaced import PERSONS

_OF_PERSON = """
SELECT referral_id, referred_on FROM person_referrals
WHERE person = :person AND programme = :programme ORDER BY referral_id"""
_ALL_OF_PERSON = "SELECT referral_id FROM person_referrals WHERE person = :person ORDER BY referral_id"


def earlier_referrals(
    person: UUID, programme: str, referred_on: date, work: Records
) -> tuple[UUID | None, int]:
    """The person's last referral to the programme so far, and how many there are within 12 months."""
    earlier = [
        (date.fromisoformat(row["referred_on"]), UUID(row["referral_id"]))
        for one in PERSONS.linked(person, work)
        for row in work.rows(_OF_PERSON, {"person": str(one), "programme": programme})
    ]
    a_year_before = months_after(referred_on, -12)
    last = max(earlier, key=lambda one: one[0], default=None)
    return (last[1] if last else None), sum(on > a_year_before for on, _ in earlier)


def referrals_of(person: UUID, work: Records) -> list[UUID]:
    """All of the person's referrals, by any number of theirs."""
    return [
        UUID(row["referral_id"])
        for one in PERSONS.linked(person, work)
        for row in work.rows(_ALL_OF_PERSON, {"person": str(one)})
    ]


def all_referrals(work: Records) -> list[UUID]:
    """All that are linked to a person."""
    rows = work.rows("SELECT referral_id FROM person_referrals ORDER BY referral_id")
    return [UUID(row["referral_id"]) for row in rows]


def _fold(referral: Referral, facts: Sequence[ReferralFact], tables: Records) -> None:
    if referral.step is Step.ENTERED_IN_ERROR:
        tables.write("DELETE FROM person_referrals WHERE referral_id = :id", {"id": str(referral.id)})
    elif any(isinstance(fact, ReferralSubmitted) for fact in facts):
        tables.write(
            "INSERT INTO person_referrals VALUES (:id, :person, :programme, :referred_on)",
            {
                "id": str(referral.id),
                "person": str(referral.person),
                "programme": referral.programme,
                "referred_on": referral.referred_on.isoformat(),
            },
        )


PERSON_REFERRALS = Projection(of=Referral, facts=(ReferralFact,), fold=_fold)
