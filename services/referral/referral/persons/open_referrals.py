"""Which referral does a person have open to a programme, by any number of theirs? At most one (R-12)."""

from collections.abc import Sequence
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from referral.case.referral import Referral, ReferralFact
from referral.case.referral_submitted import ReferralSubmitted
from referral.persons.replaced import PERSONS


def open_referral_of(person: UUID, programme: str, work: Records) -> UUID | None:
    """Two that are submitted at once meet in the table's key: the second is tried again, and refused."""
    rows = work.rows(
        "SELECT referral_id FROM open_referrals WHERE person = :person AND programme = :programme",
        {"person": str(PERSONS.standing(person, work)), "programme": programme},
    )
    return UUID(rows[0]["referral_id"]) if rows else None


def has_open_referral(person: UUID, work: Records) -> bool:
    """To any programme, under the number that is valid now."""
    standing = {"person": str(PERSONS.standing(person, work))}
    return bool(work.rows("SELECT 1 FROM open_referrals WHERE person = :person", standing))


def _fold(referral: Referral, facts: Sequence[ReferralFact], tables: Records) -> None:
    if referral.is_closed:
        tables.write("DELETE FROM open_referrals WHERE referral_id = :id", {"id": str(referral.id)})
    elif any(isinstance(fact, ReferralSubmitted) for fact in facts):
        tables.write(
            "INSERT INTO open_referrals VALUES (:person, :programme, :referral_id)",
            {
                "person": str(PERSONS.standing(referral.person, tables)),
                "programme": referral.programme,
                "referral_id": str(referral.id),
            },
        )


OPEN_REFERRALS = Projection(of=Referral, facts=(ReferralFact,), fold=_fold)


def open_for_both(replaced: UUID, standing: UUID, work: Records) -> list[UUID]:
    """The open referrals of each to a programme that both have one to."""
    rows = work.rows(
        "SELECT a.referral_id AS one, b.referral_id AS other FROM open_referrals a"
        " JOIN open_referrals b ON b.programme = a.programme"
        " WHERE a.person = :replaced AND b.person = :standing",
        {"replaced": str(replaced), "standing": str(standing)},
    )
    return [UUID(row[name]) for row in rows for name in ("one", "other")]


def hand_over(replaced: UUID, work: Records) -> None:
    """Its open referrals belong to the person of the number that is valid now."""
    work.write(
        "UPDATE open_referrals SET person = :standing WHERE person = :replaced",
        {"standing": str(PERSONS.standing(replaced, work)), "replaced": str(replaced)},
    )


def give_back(standing: UUID, work: Records) -> None:
    """Each open referral belongs to the person who now stands for the number it was made under."""
    rows = work.rows(
        "SELECT o.referral_id, p.person FROM open_referrals o"
        " JOIN person_referrals p ON p.referral_id = o.referral_id WHERE o.person = :standing",
        {"standing": str(standing)},
    )
    for row in rows:
        person = PERSONS.standing(UUID(row["person"]), work)
        work.write(
            "UPDATE open_referrals SET person = :person WHERE referral_id = :id",
            {"person": str(person), "id": row["referral_id"]},
        )
