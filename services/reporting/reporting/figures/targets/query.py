"""Are the targets met: the one in force, and the first one?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from reporting.answers.answer import Answer, Count, Definition, Names, Share, Withheld
from reporting.answers.definition import definition
from reporting.disclosure_control.view import View
from reporting.figures.targets.measured import Measured, measure, measure_by, months
from reporting.programmes.catalogue import targets_of
from reporting.programmes.indicators import Indicator, TargetRow, target_name
from reporting.programmes.judging import Judgement, Target, judged, target_of


class Point(Answer):
    on: date
    outcome: Count | float | None  # None: not shown
    target: int


class Attainment(Answer):
    target: str  # as participants, to_work_or_studies, share_to_work_or_studies, share_women
    name: Names
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
    revisions = (view.programme.history(TargetRow, of=target) for target in targets_of(view.programme))
    return TargetAttainment(
        programme=view.programme.id,
        as_of=view.as_of,
        targets=tuple(_attainment(view, rows) for rows in revisions),
    )


def _attainment(view: View, revisions: Sequence[TargetRow]) -> Attainment:
    first, latest = revisions[0], revisions[-1]
    measured = measure(view, latest)
    definitions = view.programme.history(Indicator, of=latest.of)
    direction = definitions[-1].direction
    in_force = view.programme.in_force(TargetRow, view.as_of, of=first.id) or first
    return Attainment(
        target=str(first.id),
        name=target_name(latest, definitions[-1]),
        unit=latest.unit,
        as_of=view.as_of,
        outcome=None if isinstance(measured, Share) else measured,
        share=measured if isinstance(measured, Share) else None,
        definitions=tuple(definition(latest.of, row, row.version) for row in definitions),
        in_force=judged(_value(measured), in_force, direction),
        first=judged(_value(measured), first, direction),
        revisions=tuple(target_of(row, direction) for row in revisions),
        over_time=tuple(_points(view, latest)),
    )


def _value(measured: Measured) -> Fraction | None:
    """In the target's unit: people, or percent."""
    match measured:
        case Share(fraction=fraction):
            return None if fraction is None else fraction * 100
        case Withheld():
            return None
        case people:
            return Fraction(people)


def _points(view: View, target: TargetRow) -> list[Point]:
    points: list[Point] = []
    for on in months(view):
        row = view.programme.in_force(TargetRow, on, of=target.id)
        measured = measure_by(view, target, on)
        if row and measured is not None:
            outcome = measured.percent if isinstance(measured, Share) else measured
            points.append(
                Point(on=on, outcome=None if isinstance(outcome, Withheld) else outcome, target=row.value)
            )
    return points
