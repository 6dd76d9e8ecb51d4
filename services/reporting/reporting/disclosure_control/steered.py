"""A programme as the steering group has changed it: its file holds until the group decides (T-02, T-03)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from chassis.settings.programmes import Programme, Row
from reporting.disclosure_control.defined import steering_group_of, with_definitions
from reporting.programmes.catalogue import faults_in_target
from reporting.programmes.indicators import Indicator, TargetRow
from reporting.rows.steering import definitions, targets
from reporting.rows.steering.targets import TargetValue
from samplan.bus.store.transactions import Transaction


def steered(tx: Transaction, programme: Programme, as_of: date) -> Programme:
    """The programme with the definitions and targets that were approved by a day."""
    if versions := definitions.of_programme(tx, programme.id, as_of):
        programme = with_definitions(programme, versions)
    values = targets.of_programme(tx, programme.id, as_of)
    return with_targets(programme, values) if values else programme


def with_targets(programme: Programme, values: Iterable[TargetValue]) -> Programme:
    """A value of the file holds until the first day of the first one that the group has approved."""
    decided = [row for row in (_row(one, programme) for one in values) if _can_be_counted(row, programme)]
    begins: dict[str | None, date] = {}
    for row in decided:
        begins[row.id] = min(row.valid_from, begins.get(row.id, row.valid_from))
    kept: list[Row] = [
        row for row in programme.rows[TargetRow] if row.valid_from < begins.get(row.id, date.max)
    ]
    rows = sorted([*kept, *decided], key=lambda row: row.valid_from)
    return replace(programme, rows={**programme.rows, TargetRow: rows})


def _row(one: TargetValue, programme: Programme) -> TargetRow:
    return TargetRow(
        id=one.target,
        valid_from=one.valid_from,
        reason=one.reason or "",
        approved_by=steering_group_of(programme),
        indicator=one.indicator,
        value=int(one.value or 0),
        unit=one.unit.value,
        tolerance=int(one.tolerance or 0),
    )


def _can_be_counted(row: TargetRow, programme: Programme) -> bool:
    """The file may have changed since: a target of what it no longer measures is not shown."""
    return not list(faults_in_target(row, programme.history(Indicator, of=row.of)))
