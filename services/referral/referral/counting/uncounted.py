"""How many take part without consent and are not yet counted (R-06)? Sums alone: no row is about a person."""

from collections.abc import Sequence
from datetime import date

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from referral.case.referral import Referral, ReferralFact
from referral.case.referral_submitted import ReferralSubmitted
from referral.counting.anonymous_count import AnonymousCount
from referral.endings.reasons import Ending
from referral.protection.protect_identity import IdentityProtected
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import DeclineReason, Sex

ENOUGH = 5
"""Of fewer, somebody who knows one of them would learn that they declined (C-02)."""

MIGRATIONS = (
    Migration(
        "uncounted-1",
        (
            """CREATE TABLE uncounted (
                year INTEGER NOT NULL, sex TEXT NOT NULL, persons INTEGER NOT NULL,
                PRIMARY KEY (year, sex))""",
        ),
    ),
)


def uncounted(as_of: date, work: Records) -> list[tuple[int, Sex]]:
    """Year and sex of each, once the year is over; none of a sex of whom there are fewer than `ENOUGH`."""
    rows = work.rows(
        "SELECT year, sex, persons FROM uncounted"
        " WHERE year < :year AND persons >= :enough ORDER BY year, sex",
        {"year": as_of.year, "enough": ENOUGH},
    )
    return [(row["year"], Sex(row["sex"])) for row in rows for _ in range(row["persons"])]


def _fold(referral: Referral, facts: Sequence[ReferralFact], tables: Records) -> None:
    for fact in facts:
        if (year := _year_to_count(referral, fact)) is not None:
            tables.write(
                "INSERT INTO uncounted VALUES (:year, :sex, 1)"
                " ON CONFLICT (year, sex) DO UPDATE SET persons = uncounted.persons + 1",
                {"year": year, "sex": referral.sex.value},
            )


def _year_to_count(referral: Referral, fact: ReferralFact) -> int | None:
    """The year in which the fact makes the person one to count, without a participant's id."""
    match fact:
        case ReferralSubmitted(is_protected=True):
            return fact.occurred_on.year
        case Ending(reason=DeclineReason.NO_CONSENT, is_protected=False):
            return fact.occurred_on.year
        case IdentityProtected() if _is_counted_by_nothing_else(referral):
            return referral.referred_on.year
        case _:
            return None


def _is_counted_by_nothing_else(referral: Referral) -> bool:
    """Not enrolled, nor counted when declining."""
    return referral.participant_id is None and referral.declined_because is not DeclineReason.NO_CONSENT


def _fold_count(count: AnonymousCount, _: Sequence[AnonymousCount.Counted], tables: Records) -> None:
    of = {"year": count.year, "sex": count.sex.value}
    tables.write("UPDATE uncounted SET persons = persons - 1 WHERE year = :year AND sex = :sex", of)
    tables.write("DELETE FROM uncounted WHERE year = :year AND sex = :sex AND persons = 0", of)


UNCOUNTED = Projection(of=Referral, facts=(ReferralSubmitted, Ending, IdentityProtected), fold=_fold)
COUNTED = Projection(of=AnonymousCount, facts=(AnonymousCount.Counted,), fold=_fold_count)
