"""An outcome against a target: how far it has come, and whether the target is met."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from reporting.answers.answer import Answer, hundredths
from reporting.programmes.indicators import TargetRow
from samplan.contracts.codes.indicators import Direction


class Target(Answer):
    value: int
    unit: str  # participants, percent
    direction: Direction
    tolerance: int  # to either side, in the same unit; 0 unless the direction is within
    valid_from: date
    reason: str
    approved_by: str


class Judgement(Answer):
    """An outcome against one revision of the target; nothing where the outcome is withheld."""

    target: Target
    attained_percent: float | None  # outcome / target; only of one that is to be reached
    deviation: float | None  # outcome - target, in the target's unit
    is_met: bool | None


def judged(value: Fraction | None, row: TargetRow, direction: Direction) -> Judgement:
    """The value in the target's unit: people, or percent."""
    return Judgement(
        target=target_of(row, direction),
        attained_percent=_attained(value, row, direction),
        deviation=None if value is None else hundredths(value - row.value),
        is_met=None if value is None else row.is_met_by(value, direction),
    )


def target_of(row: TargetRow, direction: Direction) -> Target:
    return Target(
        value=row.value,
        unit=row.unit,
        direction=direction,
        tolerance=row.tolerance,
        valid_from=row.valid_from,
        reason=row.reason,
        approved_by=row.approved_by,
    )


def _attained(value: Fraction | None, row: TargetRow, direction: Direction) -> float | None:
    if value is None or direction is not Direction.AT_LEAST:
        return None
    return hundredths(value / row.value * 100)
