"""What the register says of referrals that another feature names."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from chassis.decisions.listing import Ask, rows_among
from referral.case.step import Step
from referral.register.table import SHOWN

_SHOWN = f"SELECT referral_id FROM cases WHERE {SHOWN} AND referral_id IN (:among)"  # noqa: S608  # our own constant
_REACHED = "SELECT programme, step FROM cases WHERE referral_id IN (:among)"


class Reached(NamedTuple):
    programme: str
    step: Step


def shown_among(referral_ids: Sequence[str], whose: Mapping[str, str], ask: Ask) -> frozenset[str]:
    """Those that an agency may see in a list: `lists.whose.Whose`."""
    return frozenset(row["referral_id"] for row in rows_among(ask, _SHOWN, referral_ids, whose))


def reached_by(referral_ids: Sequence[str], ask: Ask) -> Iterator[Reached]:
    """How far each of them has come, in which programme."""
    for row in rows_among(ask, _REACHED, referral_ids):
        yield Reached(row["programme"], Step(row["step"]))
