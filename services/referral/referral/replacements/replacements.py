"""Which persons are one and the same, by which replaced numbers (C-14)? No number is in it."""

from collections.abc import Sequence
from typing import Any

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from referral.persons.open_referrals import give_back, hand_over
from referral.persons.replaced import PERSONS
from referral.replacements.number_replacement import (
    NumberReplaced,
    NumberReplacement,
    NumberReplacementUndone,
)


def _fold(replacement: NumberReplacement, _: Sequence[Any], tables: Records) -> None:
    """Keep the row as the replacement is; open referrals follow the person of the number that is valid."""
    PERSONS.keep(replacement, tables)
    if replacement.undone_on is None:
        hand_over(replacement.replaced, tables)
    else:
        give_back(PERSONS.standing(replacement.standing, tables), tables)


REPLACEMENTS = Projection(of=NumberReplacement, facts=(NumberReplaced, NumberReplacementUndone), fold=_fold)
