"""Warnings where numbers contradict one another (T-14). Nothing is corrected; not measured is not 0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from reporting.answers.answer import Answer

_Sum = Literal["row_does_not_add_up", "column_does_not_add_up"]
Table = Mapping[str, Mapping[str, int]]
"""Rows by name; in each, a number for each column."""


class Contradiction(Answer):
    code: Literal[
        "part_exceeds_whole",
        "rate_is_not_n_of_d",
        "no_count_gives_the_rate",
        "row_does_not_add_up",
        "column_does_not_add_up",
    ]
    where: str
    stated: str
    expected: str


def of_part(where: str, part: int, whole: int) -> Iterator[Contradiction]:
    if part > whole:
        yield Contradiction(
            code="part_exceeds_whole", where=where, stated=str(part), expected=f"{whole} at most"
        )


def of_rate(where: str, rate: Decimal, part: int, whole: int) -> Iterator[Contradiction]:
    """A printed rate in percent, rounded half up to the decimals that it is printed with."""
    if whole and (expected := _percent(part, whole, rate)) != rate:
        yield Contradiction(
            code="rate_is_not_n_of_d", where=where, stated=f"{rate} %", expected=f"{expected} %"
        )


def of_rate_alone(where: str, rate: Decimal, whole: int) -> Iterator[Contradiction]:
    """A printed rate of so many people, of whom it is not said how many: some number of them must give it."""
    below = int(rate * whole / 100)
    nearest = [part for part in (below, below + 1) if 0 <= part <= whole]
    if whole and rate not in {_percent(part, whole, rate) for part in nearest}:
        exact = (f"{part} of {whole} is {_percent(part, whole, Decimal('0.01'))} %" for part in nearest)
        yield Contradiction(
            code="no_count_gives_the_rate", where=where, stated=f"{rate} %", expected=", ".join(exact)
        )


def of_sums(where: str, table: Table, total_row: str, total_column: str) -> Iterator[Contradiction]:
    """Each row against its total column, each column against its total row. A missing number is not 0."""
    for name, row in table.items():
        parts = [number for column, number in row.items() if column != total_column]
        yield from _of_sum("row_does_not_add_up", f"{where}: {name}", parts, row.get(total_column))
    for column, total in table.get(total_row, {}).items():
        parts = [row[column] for name, row in table.items() if name != total_row and column in row]
        yield from _of_sum("column_does_not_add_up", f"{where}: {column}", parts, total)


def _of_sum(
    code: Literal["row_does_not_add_up", "column_does_not_add_up"],
    where: str,
    parts: list[int],
    total: int | None,
) -> Iterator[Contradiction]:
    if parts and total is not None and sum(parts) != total:
        yield Contradiction(code=code, where=where, stated=str(total), expected=str(sum(parts)))


def _percent(part: int, whole: int, like: Decimal) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(like, rounding=ROUND_HALF_UP)
