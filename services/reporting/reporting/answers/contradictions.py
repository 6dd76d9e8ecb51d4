"""Warnings where numbers contradict one another (T-14). Nothing is corrected; not measured is not 0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from reporting.answers.answer import Answer

Numbers = Mapping[str, Mapping[str, int]]
"""Rows by name; in each, a number for each column."""
TOTAL = "total"
"""The name of the row and of the column that the others add up to."""


class Code(StrEnum):
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    RATE_IS_NOT_N_OF_D = "rate_is_not_n_of_d"
    NO_COUNT_GIVES_THE_RATE = "no_count_gives_the_rate"
    ROW_DOES_NOT_ADD_UP = "row_does_not_add_up"
    COLUMN_DOES_NOT_ADD_UP = "column_does_not_add_up"


class Expected(Answer):
    number: str  # as a rate is printed: 47.08
    part: int | None = None  # of the whole, where the number is its rate
    whole: int | None = None


class Contradiction(Answer):
    code: Code
    where: str
    stated: str
    expected: tuple[Expected, ...]  # of a rate that no count gives: the two nearest


def of_part(where: str, part: int, whole: int) -> Iterator[Contradiction]:
    if part > whole:
        yield _contradiction(Code.PART_EXCEEDS_WHOLE, where, part, Expected(number=str(whole)))


def of_rate(where: str, rate: Decimal, part: int, whole: int) -> Iterator[Contradiction]:
    """A printed rate in percent, rounded half up to the decimals that it is printed with."""
    if whole and _percent(part, whole, rate) != rate:
        yield _contradiction(Code.RATE_IS_NOT_N_OF_D, where, rate, _rate_of(part, whole))


def of_rate_alone(where: str, rate: Decimal, whole: int) -> Iterator[Contradiction]:
    """A printed rate of so many people, of whom it is not said how many: some number of them must give it."""
    below = int(rate * whole / 100)
    nearest = [part for part in (below, below + 1) if 0 <= part <= whole]
    if whole and rate not in {_percent(part, whole, rate) for part in nearest}:
        expected = (_rate_of(part, whole) for part in nearest)
        yield _contradiction(Code.NO_COUNT_GIVES_THE_RATE, where, rate, *expected)


def of_sums(where: str, table: Numbers) -> Iterator[Contradiction]:
    """Each row against its total, each column against its own. A missing number is not 0."""
    for name, row in table.items():
        parts = [number for column, number in row.items() if column != TOTAL]
        yield from _of_sum(Code.ROW_DOES_NOT_ADD_UP, f"{where}:{name}", parts, row.get(TOTAL))
    for column, total in table.get(TOTAL, {}).items():
        parts = [row[column] for name, row in table.items() if name != TOTAL and column in row]
        yield from _of_sum(Code.COLUMN_DOES_NOT_ADD_UP, f"{where}:{column}", parts, total)


def _of_sum(code: Code, where: str, parts: list[int], total: int | None) -> Iterator[Contradiction]:
    if parts and total is not None and sum(parts) != total:
        yield _contradiction(code, where, total, Expected(number=str(sum(parts))))


def _contradiction(code: Code, where: str, stated: Decimal | int, *expected: Expected) -> Contradiction:
    return Contradiction(code=code, where=where, stated=str(stated), expected=expected)


def _rate_of(part: int, whole: int) -> Expected:
    return Expected(number=str(_percent(part, whole, Decimal("0.01"))), part=part, whole=whole)


def _percent(part: int, whole: int, like: Decimal) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(like, rounding=ROUND_HALF_UP)
