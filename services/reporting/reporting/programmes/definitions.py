"""How figures are counted and what they are compared with: the programmes' dated rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from chassis.settings.programmes import BadProgramme, Programme, Programmes, Row, load_programmes
from reporting.programmes import follow_up
from reporting.programmes.catalogue import faults_in_catalogue
from reporting.programmes.equal_access import AccessRule
from reporting.programmes.indicators import TO_STUDIES, TO_WORK, Indicator, TargetRow
from reporting.programmes.municipalities import Municipality, faults_in_municipalities
from reporting.programmes.printed import Printed
from reporting.programmes.unit_costs import UnitCost


class PlanClock(Row):
    SECTION: ClassVar[str] = "planning"

    plan_days: int
    stay_months: int


SECTIONS = (Indicator, TargetRow, PlanClock, Printed, UnitCost, Municipality, AccessRule, *follow_up.SECTIONS)
"""What it reads of a programme."""


def load_definitions(directory: Path) -> Programmes:
    """Every programme with its indicators, targets and clocks. Raises BadProgramme."""
    programmes = load_programmes(directory, *SECTIONS)
    for programme in programmes.values():
        _check(directory, programme)
    return programmes


class Groups:
    """Where an exit counts: `to_work`, `to_studies` or `other`, by the definition in force on its day."""

    def __init__(self, programme: Programme) -> None:
        rows = [row for one in (TO_WORK, TO_STUDIES) for row in programme.history(Indicator, of=one)]
        begins = {row.valid_from for row in rows}
        begins |= {row.valid_until + timedelta(days=1) for row in rows if row.valid_until}
        self._days = [day.isoformat() for day in sorted(begins)]
        self._groups = [_groups_on(programme, day) for day in sorted(begins)]

    def of(self, exit_class: str, day: str) -> str:
        """`day` as YYYY-MM-DD."""
        place = bisect_right(self._days, day) - 1
        return "other" if place < 0 else self._groups[place].get(exit_class, "other")


def _groups_on(programme: Programme, on: date) -> dict[str, str]:
    rows = {one: programme.in_force(Indicator, on, of=one) for one in (TO_STUDIES, TO_WORK)}
    return {str(name): one for one, row in rows.items() if row for name in row.counted_exits}


def _check(directory: Path, programme: Programme) -> None:
    """Raises BadProgramme for rows that no figure can be counted by."""
    faults = _faults_in_head, faults_in_catalogue, faults_in_municipalities
    for fault in (one for find in faults for one in find(programme)):
        raise BadProgramme(directory / f"{programme.id}.toml", None, fault)


def _faults_in_head(programme: Programme) -> Iterator[str]:
    if not {"sv", "en"} <= set(programme.head.name):
        yield "name: is shown in Swedish (sv) and English (en)"
    if not programme.history(PlanClock):
        yield "planning: no row says when a plan is due"
