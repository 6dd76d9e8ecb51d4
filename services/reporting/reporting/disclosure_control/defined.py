"""The catalogue of a programme with the versions that the steering group has defined (T-02)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from chassis.settings.programmes import Programme
from reporting.programmes.indicators import (
    TO_STUDIES,
    TO_WORK,
    TO_WORK_OR_STUDIES,
    Dimension,
    Indicator,
)
from reporting.programmes.naming import names_of, share_of
from reporting.programmes.vocabulary import Counted
from reporting.rows.steering.definitions import DefinedVersion
from samplan.contracts.codes import ExitClass
from samplan.contracts.codes.indicators import Direction

GROUPING = (TO_WORK, TO_STUDIES)


def steering_group_of(programme: Programme) -> str:
    """As the programmes' files name it."""
    return f"styrgruppen för {programme.head.name['sv']}"


def with_definitions(programme: Programme, versions: Iterable[DefinedVersion]) -> Programme:
    """A version counts from its first day on; those before it, of the file or the group, count until then."""
    for one in versions:
        for row in _rows(programme, one):
            programme = _with(programme, row)
    return programme


def _with(programme: Programme, row: Indicator) -> Programme:
    rows = sorted([*programme.rows[Indicator], row], key=lambda one: one.valid_from)
    return replace(programme, rows={**programme.rows, Indicator: rows})


def _rows(programme: Programme, one: DefinedVersion) -> Iterator[Indicator]:
    """The version, and what follows from it. None for what this version of reporting cannot count."""
    earlier = programme.history(Indicator, of=one.indicator)
    try:
        row = _row(programme, one, earlier)
    except ValidationError:
        return
    if earlier and earlier[-1].valid_from >= row.valid_from:
        return
    yield row
    if one.indicator in GROUPING:
        yield from _of_both(_with(programme, row), row)


def _row(programme: Programme, one: DefinedVersion, earlier: Sequence[Indicator]) -> Indicator:
    numerator = Counted.model_validate_json(one.numerator or "")
    shown = _as_before(earlier[-1]) if earlier else _new(numerator, is_share=bool(one.denominator))
    return Indicator(
        **shown,
        id=one.indicator,
        version=len(earlier) + 1,
        valid_from=one.valid_from,
        reason=one.reason or "",
        approved_by=steering_group_of(programme),
        source=steering_group_of(programme),
        unit=numerator.unit,
        numerator=numerator,
        denominator=Counted.model_validate_json(one.denominator) if one.denominator else None,
        direction=one.direction or Direction.AT_LEAST,
    )


def _as_before(row: Indicator) -> dict[str, Any]:
    """A new version is named and shown as the one before it."""
    return {name: getattr(row, name) for name in ("name", "share_name", "dimensions", "form")}


def _new(numerator: Counted, *, is_share: bool) -> dict[str, Any]:
    name = names_of(numerator)
    share_name = share_of(name) if is_share else None
    return {"name": name, "share_name": share_name, "dimensions": (Dimension.AGENCY,)}


def _of_both(programme: Programme, row: Indicator) -> Iterator[Indicator]:
    """To work or studies is the other two together, from the same day."""
    earlier = programme.history(Indicator, of=TO_WORK_OR_STUDIES)
    if not earlier:
        return
    exits = _exits_on(programme, row.valid_from)
    yield earlier[-1].model_copy(
        update={
            "version": len(earlier) + 1,
            "valid_from": row.valid_from,
            "reason": row.reason,
            "approved_by": row.approved_by,
            "source": row.source,
            "numerator": Counted(counts=row.numerator.counts, exits=exits),
        }
    )


def _exits_on(programme: Programme, on: date) -> frozenset[ExitClass]:
    parts = (programme.in_force(Indicator, on, of=one) for one in GROUPING)
    return frozenset[ExitClass]().union(*(part.counted_exits for part in parts if part))
