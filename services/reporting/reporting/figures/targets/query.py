"""Are the targets met: the one in force, and the first one?"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from reporting.answers.answer import Answer, Count, Definition, Share, Withheld, hundredths
from reporting.answers.definition import definition
from reporting.disclosure_control.view import View
from reporting.figures.targets.measured import Measured, indicator_of, measure, measure_by, months
from reporting.programmes.definitions import Direction, Indicator, TargetRow, names


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


class Point(Answer):
    on: date
    outcome: Count | float | None  # None: not shown
    target: int


class Attainment(Answer):
    target: str  # participants, to_work_or_studies, share_to_work_or_studies, share_women
    unit: str
    as_of: date
    outcome: Count | None  # people; None where the target is a share
    share: Share | None  # None where the target is a number of people
    definitions: tuple[Definition, ...]
    in_force: Judgement
    first: Judgement
    revisions: tuple[Target, ...]
    over_time: tuple[Point, ...]  # month ends


class TargetAttainment(Answer):
    programme: str
    as_of: date
    targets: tuple[Attainment, ...]


def target_attainment(view: View) -> TargetAttainment:
    ids = names(view.programme.rows[TargetRow])
    return TargetAttainment(
        programme=view.programme.id,
        as_of=view.as_of,
        targets=tuple(_attainment(view, target) for target in ids),
    )


def _attainment(view: View, target: str) -> Attainment:
    measured = measure(view, target)
    revisions = view.programme.history(TargetRow, of=target)
    in_force = view.programme.in_force(TargetRow, view.as_of, of=target) or revisions[0]
    return Attainment(
        target=target,
        unit=revisions[-1].unit,
        as_of=view.as_of,
        outcome=None if isinstance(measured, Share) else measured,
        share=measured if isinstance(measured, Share) else None,
        definitions=_definitions(view, target),
        in_force=_judge(measured, in_force),
        first=_judge(measured, revisions[0]),
        revisions=tuple(map(_target, revisions)),
        over_time=tuple(_points(view, target)),
    )


def _definitions(view: View, target: str) -> tuple[Definition, ...]:
    rows = view.programme.history(Indicator, of=indicator_of(target))
    return tuple(definition(row.id or target, row, row.version) for row in rows)


def _judge(measured: Measured, row: TargetRow) -> Judgement:
    value = _value(measured)
    return Judgement(
        target=_target(row),
        attained_percent=_attained(value, row),
        deviation=None if value is None else hundredths(value - row.value),
        is_met=None if value is None else row.is_met_by(value),
    )


def _attained(value: Fraction | None, row: TargetRow) -> float | None:
    if value is None or row.direction is not Direction.AT_LEAST:
        return None
    return hundredths(value / row.value * 100)


def _value(measured: Measured) -> Fraction | None:
    """In the target's unit: people, or percent."""
    match measured:
        case Share(fraction=fraction):
            return None if fraction is None else fraction * 100
        case Withheld():
            return None
        case people:
            return Fraction(people)


def _target(row: TargetRow) -> Target:
    return Target(
        value=row.value,
        unit=row.unit,
        direction=row.direction,
        tolerance=row.tolerance,
        valid_from=row.valid_from,
        reason=row.reason,
        approved_by=row.approved_by,
    )


def _points(view: View, target: str) -> list[Point]:
    points: list[Point] = []
    for on in months(view):
        row = view.programme.in_force(TargetRow, on, of=target)
        measured = measure_by(view, target, on)
        if row and measured is not None:
            outcome = measured.percent if isinstance(measured, Share) else measured
            points.append(
                Point(on=on, outcome=None if isinstance(outcome, Withheld) else outcome, target=row.value)
            )
    return points
