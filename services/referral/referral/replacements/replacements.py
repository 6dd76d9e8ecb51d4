"""Which persons are one and the same, by which replaced numbers (C-14)? No number is in it."""

from collections.abc import Sequence
from typing import Any

from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from referral.persons.open_referrals import give_back, hand_over
from referral.persons.replaced import keep_replacement, standing_person
from referral.replacements.number_replacement import NumberReplacement


def _fold(replacement: NumberReplacement, _: Sequence[Any], tables: Records) -> None:
    """Keep the row as the replacement is; open referrals follow the person of the number that is valid."""
    keep_replacement(
        replacement.id,
        replaced=replacement.replaced,
        standing=replacement.standing,
        reason=replacement.reason,
        replaced_on=replacement.replaced_on,
        undone_on=replacement.undone_on,
        work=tables,
    )
    if replacement.undone_on is None:
        hand_over(replacement.replaced, tables)
    else:
        give_back(standing_person(replacement.standing, tables), tables)


REPLACEMENTS = Projection(
    of=NumberReplacement, facts=(NumberReplacement.Recorded, NumberReplacement.Undone), fold=_fold
)
