"""What does each indicator of the catalogue say: now, by each version of its definition, and over time?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from reporting.answers.answer import hundredths
from reporting.answers.contradictions import TOTAL, Contradiction, of_part, of_sums
from reporting.answers.definition import definition
from reporting.answers.interval import Part, wilson
from reporting.cubes.census import People
from reporting.cubes.counting import Rule, alone, by_day, denominator_of, numerator_of
from reporting.cubes.tallies import CodeOf, Tally, code_in
from reporting.disclosure_control.view import View, months_between
from reporting.figures.indicators.answer import (
    AgainstTarget,
    ByVersion,
    Group,
    IndicatorFigure,
    Indicators,
    Month,
    Value,
)
from reporting.programmes.catalogue import indicators_of, targets_of
from reporting.programmes.indicators import Dimension, Indicator, TargetRow, target_name
from reporting.programmes.judging import judged, target_of
from reporting.programmes.municipalities import municipalities_on, municipality_of
from samplan.contracts.codes import IncomeSupport
from samplan.contracts.codes.ages import AgeGroup


def indicators(view: View) -> Indicators:
    """For insiders alone: the view has no cells for anybody else."""
    last_day = view.programme.head.runs_until
    ids = indicators_of(view.programme)
    return Indicators(
        programme=view.programme.id,
        as_of=view.as_of,
        status="final" if last_day and view.as_of >= last_day else "preliminary",
        last_fact=view.head.position,
        facts_hash=view.facts_hash,
        pauses=view.paused(),
        indicators=tuple(_figure(view, view.programme.history(Indicator, of=one)) for one in ids),
    )


class _Tallies(NamedTuple):
    numerator: Tally
    denominator: Tally | None

    def at(self, days: Sequence[date]) -> Iterator[tuple[People, People | None]]:
        parts = self.numerator.at(days)
        wholes = self.denominator.at(days) if self.denominator else [None] * len(parts)
        return zip(parts, wholes, strict=True)

    def by(self, code_of: CodeOf, codes: Iterable[str]) -> Iterator[tuple[str, _Tallies]]:
        """Its part of each of these codes, and of each that it has beside them."""
        parts = self.numerator.by(code_of)
        wholes = None if self.denominator is None else self.denominator.by(code_of)
        for code in sorted({*codes, *parts, *(wholes or ())}):
            whole = None if wholes is None else wholes.get(code, NOBODY)
            yield code, _Tallies(parts.get(code, NOBODY), whole)


NOBODY = Tally(())


def _tallies(view: View, latest: Indicator, numerator: Rule, denominator: Rule) -> _Tallies:
    whole = view.cells.tally(denominator) if latest.denominator else None
    return _Tallies(view.cells.tally(numerator), whole)


def _figure(view: View, rows: Sequence[Indicator]) -> IndicatorFigure:
    latest = rows[-1]
    tallies = _tallies(view, latest, by_day(rows, numerator_of), by_day(rows, denominator_of))
    groups = tuple(_groups(view, latest, tallies))
    return IndicatorFigure(
        indicator=str(latest.id),
        name=(latest.denominator and latest.share_name) or latest.name,
        unit=latest.unit,
        direction=latest.direction,
        form=latest.form,
        source=latest.source,
        definitions=tuple(definition(str(row.id), row, row.version) for row in rows),
        groups=groups,
        by_version=tuple(_by_versions(view, rows)),
        over_time=tuple(_over_time(view, tallies)),
        targets=tuple(_against_targets(view, latest, groups[0].value)),
        warnings=tuple(warnings_of(latest, groups)),
    )


def _groups(view: View, latest: Indicator, tallies: _Tallies) -> Iterator[Group]:
    [(part, whole)] = tallies.at([view.as_of])
    yield Group(dimension="all", code="", value=_value(part.total, whole and whole.total))
    if latest.is_by_sex:
        yield Group(dimension="sex", code="woman", value=_value(part.women, whole and whole.women))
        yield Group(dimension="sex", code="man", value=_value(part.men, whole and whole.men))
    municipalities = municipality_of(view.programme, view.as_of)
    names = {str(row.id): row.name for row in municipalities_on(view.programme, view.as_of)}
    for dimension in latest.dimensions:
        code_of = code_in(dimension, municipalities)
        for code, tallied in tallies.by(code_of, _closed_list(view, dimension)):
            [(some, of)] = tallied.at([view.as_of])
            value = _value(some.total, of and of.total)
            yield Group(dimension=dimension.value, code=code, name=names.get(code, ""), value=value)


def _closed_list(view: View, dimension: Dimension) -> Iterable[str]:
    match dimension:
        case Dimension.AGENCY:
            return view.programme.head.agencies
        case Dimension.INCOME_SUPPORT:
            return map(str, IncomeSupport)
        case Dimension.AGE_GROUP:
            return map(str, AgeGroup)
        case Dimension.MUNICIPALITY:
            return sorted(str(row.id) for row in municipalities_on(view.programme, view.as_of))


def _by_versions(view: View, rows: Sequence[Indicator]) -> Iterator[ByVersion]:
    for row in rows:
        tallies = _tallies(view, row, alone(row, numerator_of), alone(row, denominator_of))
        [(part, whole)] = tallies.at([view.as_of])
        yield ByVersion(
            version=row.version,
            valid_from=row.valid_from,
            value=_value(part.total, whole and whole.total),
            over_time=tuple(_over_time(view, tallies)) if len(rows) > 1 else (),
        )


def _over_time(view: View, tallies: _Tallies) -> Iterator[Month]:
    months = months_between(view.programme.head.runs_from.isoformat()[:7], view.as_of.isoformat()[:7])
    ends = [min(_last_day(month), view.as_of) for month in months]
    for on, (part, whole) in zip(ends, tallies.at(ends), strict=True):
        yield Month(on=on, value=_value(part.total, whole and whole.total))


def _last_day(month: str) -> date:
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])


def _against_targets(view: View, latest: Indicator, value: Value) -> Iterator[AgainstTarget]:
    for target in targets_of(view.programme):
        revisions = view.programme.history(TargetRow, of=target)
        if revisions[-1].of == latest.id:
            in_force = view.programme.in_force(TargetRow, view.as_of, of=target) or revisions[0]
            measured = _measured(revisions[-1], value)
            yield AgainstTarget(
                target=target,
                name=target_name(revisions[-1], latest),
                in_force=judged(measured, in_force, latest.direction),
                first=judged(measured, revisions[0], latest.direction),
                revisions=tuple(target_of(row, latest.direction) for row in revisions),
            )


def _measured(target: TargetRow, value: Value) -> Fraction | None:
    """In the target's unit."""
    if target.unit == "participants":
        return Fraction(value.numerator)
    return Fraction(100 * value.numerator, value.denominator) if value.denominator else None


def _value(numerator: int, denominator: int | None) -> Value:
    """No interval for a part that exceeds the whole: that is warned of."""
    if not denominator:
        return Value(numerator=numerator, denominator=denominator, percent=None, low=None, high=None)
    is_part = 0 <= numerator <= denominator
    interval = wilson(Part(numerator, denominator)) if is_part else None
    return Value(
        numerator=numerator,
        denominator=denominator,
        percent=hundredths(Fraction(100 * numerator, denominator)),
        low=hundredths(Fraction(100 * interval.low)) if interval else None,
        high=hundredths(Fraction(100 * interval.high)) if interval else None,
    )


def warnings_of(indicator: Indicator, groups: Sequence[Group]) -> Iterator[Contradiction]:
    """No part exceeds its whole, and the groups of each dimension add up to it."""
    for group in groups:
        if group.value.denominator is not None:
            where = ":".join(filter(None, (indicator.id, group.dimension, group.code)))
            yield from of_part(where, group.value.numerator, group.value.denominator)
    for dimension in dict.fromkeys(group.dimension for group in groups[1:]):
        parts = [group for group in groups if group.dimension == dimension]
        numerators = {group.code: group.value.numerator for group in parts}
        row = {**numerators, TOTAL: groups[0].value.numerator}
        yield from of_sums(str(indicator.id), {str(dimension): row})
