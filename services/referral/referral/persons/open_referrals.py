"""The one open referral that a person may have to a programme (R-12), by whichever number of hers."""

from uuid import UUID

from chassis.decisions.work import Work
from referral.persons.replaced import standing_person


def open_referral(person: UUID, programme: str, referral_id: UUID, work: Work) -> UUID:
    """Make this the person's open referral to the programme, unless one already is: then that one."""
    key = {"person": str(standing_person(person, work)), "programme": programme}
    work.write(
        "INSERT INTO open_referrals VALUES (:person, :programme, :referral_id)"
        " ON CONFLICT (person, programme) DO NOTHING",
        {**key, "referral_id": str(referral_id)},
    )
    rows = work.rows(
        "SELECT referral_id FROM open_referrals WHERE person = :person AND programme = :programme", key
    )
    return UUID(rows[0]["referral_id"])


def close_referral(referral_id: UUID, work: Work) -> None:
    """Let the person be referred to the programme again."""
    work.write("DELETE FROM open_referrals WHERE referral_id = :id", {"id": str(referral_id)})


def open_for_both(replaced: UUID, standing: UUID, work: Work) -> list[UUID]:
    """The open referrals of each to a programme that both have one to."""
    rows = work.rows(
        "SELECT a.referral_id AS one, b.referral_id AS other FROM open_referrals a"
        " JOIN open_referrals b ON b.programme = a.programme"
        " WHERE a.person = :replaced AND b.person = :standing",
        {"replaced": str(replaced), "standing": str(standing)},
    )
    return [UUID(row[name]) for row in rows for name in ("one", "other")]


def hand_over(replaced: UUID, work: Work) -> None:
    """Its open referrals are those of the person who now stands."""
    work.write(
        "UPDATE open_referrals SET person = :standing WHERE person = :replaced",
        {"standing": str(standing_person(replaced, work)), "replaced": str(replaced)},
    )


def give_back(standing: UUID, work: Work) -> None:
    """Each open referral is that of whoever stands for the number it was made under."""
    rows = work.rows(
        "SELECT o.referral_id, p.person FROM open_referrals o"
        " JOIN person_referrals p ON p.referral_id = o.referral_id WHERE o.person = :standing",
        {"standing": str(standing)},
    )
    for row in rows:
        person = standing_person(UUID(row["person"]), work)
        work.write(
            "UPDATE open_referrals SET person = :person WHERE referral_id = :id",
            {"person": str(person), "id": row["referral_id"]},
        )
