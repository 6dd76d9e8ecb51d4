"""The rows of a round, once read: complete forms by line, and what is wrong with the other lines."""

from dataclasses import dataclass

from referral.form.completeness import CompleteForm

ERRORS = 1_000
WHOLE = "#"


@dataclass(frozen=True, kw_only=True)
class RowError:
    """`line` counts from 1, a CSV's heading included. `pointer`: into the row's form, `#` for all of it."""

    line: int
    pointer: str
    code: str


@dataclass(frozen=True, kw_only=True)
class Batch:
    forms: list[tuple[int, CompleteForm]]
    errors: list[RowError]
