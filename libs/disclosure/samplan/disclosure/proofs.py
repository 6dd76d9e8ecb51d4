"""A proof as data: tables that agree with everything known, and multipliers that give a bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Annotated

import msgspec

from samplan.disclosure.determined import Exchange, follows_exactly
from samplan.disclosure.knowledge import Row, value
from samplan.disclosure.tables import SMALLEST
from samplan.disclosure.targets import Asked, Target

Factor = Annotated[str, msgspec.Meta(pattern="^-?[0-9]{1,20}(/[0-9]{1,20})?$")]
"""A whole number or a fraction: with an exponent, one short text would keep its reader busy for ever."""


class Tables(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Numbers, in the proof, of the tables that show a target's smallest and its largest number."""

    least: int
    most: int


class Bound(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """By row, a factor. The rows by their factors sum to at most (least) or at least the target."""

    is_least: bool  # else a bound from above
    factors: Mapping[int, Factor]


class Follows(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """The number follows from the printed sums: it is the same in each table of the proof."""


Shown = Tables | Bound | Follows


class Proof(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a release is safe beside all earlier ones."""

    releases: tuple[str, ...]  # their hashes, the last one's at the end
    tables: tuple[tuple[int, ...], ...]  # people by column
    shown: tuple[Shown, ...]  # for each target


def agrees(rows: Sequence[Row], table: Sequence[int]) -> bool:
    """Whether the numbers of people agree with everything known."""
    if min(table, default=0) < 0:
        return False
    sums = ((row, value(row.sum, table)) for row in rows)
    return all(
        (row.low is None or row.low <= people) and (row.high is None or people <= row.high)
        for row, people in sums
    )


def shows(target: Target, least: Sequence[int], most: Sequence[int]) -> bool:
    """Whether two tables that agree show what is asked."""
    fewest, largest = value(target.sum, least), value(target.sum, most)
    match target.asked:
        case Asked.NOT_FEW:
            return fewest == 0 and largest >= SMALLEST
        case Asked.MAYBE_MANY:
            return largest >= SMALLEST
        case Asked.AT_LEAST_ONE:
            return largest >= 1


def follows(target: Target, kernel: Sequence[Exchange], table: Sequence[int]) -> bool:
    """Whether no exchange changes the number, and it is one that may be known."""
    if not follows_exactly(target.sum, kernel):
        return False
    people = value(target.sum, table)
    return people >= 1 if target.asked is Asked.AT_LEAST_ONE else people == 0 or people >= SMALLEST


def bounds(target: Target, bound: Bound, rows: Sequence[Row]) -> bool:
    """Whether the multipliers prove that the number is at least five, or zero."""
    if bound.is_least:
        least = _least(target.sum, bound.factors, rows)
        return target.asked is not Asked.AT_LEAST_ONE and least is not None and least > SMALLEST - 1
    people = target.of if target.of is not None else target.sum
    negative = {column: -factor for column, factor in people.items()}
    most = _least(negative, bound.factors, rows)
    return most is not None and -most < 1


def _least(sum_of: Mapping[int, int], factors: Mapping[int, str], rows: Sequence[Row]) -> Fraction | None:
    """What the sum is at least, as a combination of rows; None where the combination is larger somewhere."""
    left: dict[int, Fraction] = {column: Fraction(factor) for column, factor in sum_of.items()}
    least = Fraction(0)
    for number, text in factors.items():
        row, factor = rows[number], Fraction(text)
        side = row.low if factor > 0 else row.high
        if side is None:
            return None
        least += factor * side
        for column, some in row.sum.items():
            left[column] = left.get(column, Fraction(0)) - factor * some
    return least if all(rest >= 0 for rest in left.values()) else None
