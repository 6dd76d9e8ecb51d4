"""What must hold between the rows of a programme's catalogue, so that each of its figures can be counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chassis.settings.programmes import Programme
from reporting.programmes.indicators import (
    INDICATORS,
    TO_STUDIES,
    TO_WORK,
    TO_WORK_OR_STUDIES,
    Indicator,
    TargetRow,
)
from reporting.programmes.printed import Printed
from reporting.programmes.unit_costs import UnitCost
from samplan.contracts.codes import ExitClass
from samplan.contracts.codes.indicators import Direction, What


def indicators_of(programme: Programme) -> tuple[str, ...]:
    """Their ids, in the order in which they are first stated."""
    return tuple(dict.fromkeys(str(row.id) for row in programme.rows[Indicator]))


def targets_of(programme: Programme) -> tuple[str, ...]:
    """Their ids, in the order in which they are first stated."""
    return tuple(dict.fromkeys(str(row.id) for row in programme.rows[TargetRow]))


def faults_in_catalogue(programme: Programme) -> Iterator[str]:
    yield from _without_name(programme)
    yield from _versions_out_of_order(programme)
    yield from _exits_not_grouped(programme)
    for target in targets_of(programme):
        for row in programme.history(TargetRow, of=target):
            yield from faults_in_target(row, programme.history(Indicator, of=row.of))
    for cost in (row for row in programme.rows[UnitCost] if isinstance(row, UnitCost)):
        if cost.indicator not in indicators_of(programme):
            yield f"unit_costs: nothing is measured as {cost.indicator}"


def _without_name(programme: Programme) -> Iterator[str]:
    for model in (Indicator, TargetRow, Printed, UnitCost):
        if any(not re.fullmatch("[a-z][a-z0-9_]{0,47}", row.id or "") for row in programme.rows[model]):
            yield f"{model.SECTION}: a row has no id of small letters, digits and _"


def _versions_out_of_order(programme: Programme) -> Iterator[str]:
    for name in indicators_of(programme):
        versions = [row.version for row in programme.history(Indicator, of=name)]
        if versions != list(range(1, len(versions) + 1)):
            yield f"indicators: by date the versions of {name} are {versions}, and not 1, 2, 3 …"


def _exits_not_grouped(programme: Programme) -> Iterator[str]:
    """Exits are grouped by the three first indicators, also in the published view."""
    for row in (row for one in INDICATORS for row in programme.history(Indicator, of=one)):
        if row.numerator.counts is not What.EXITS or row.numerator.filters != {"exits"}:
            yield f"indicators: {row.id} counts exits by nothing but their class"
    for row in programme.history(Indicator, of=TO_WORK_OR_STUDIES):
        parts = (programme.in_force(Indicator, row.valid_from, of=one) for one in (TO_WORK, TO_STUDIES))
        if row.counted_exits != frozenset[ExitClass]().union(*(p.counted_exits for p in parts if p)):
            yield f"indicators: {TO_WORK_OR_STUDIES} is not the other two from {row.valid_from}"


def faults_in_target(target: TargetRow, definitions: tuple[Indicator, ...]) -> Iterator[str]:
    if not definitions:
        yield f"targets: nothing is measured as {target.of}"
        return
    if (definitions[-1].direction is Direction.WITHIN) != (target.tolerance > 0):
        yield f"targets: direction `within` of {target.of} and a tolerance above 0 go together"
    if target.unit == "percent" and any(one.denominator is None for one in definitions):
        yield f"targets: {target.of} is no share, and so no target of it is in percent"
