"""How figures are counted and what they are compared with: the programmes' dated rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from chassis.settings.programmes import BadProgramme, Programme, Programmes, Row, load_programmes
from samplan.contracts.codes import ExitClass

TO_WORK, TO_STUDIES, TO_WORK_OR_STUDIES = "to_work", "to_studies", "to_work_or_studies"
INDICATORS = (TO_WORK, TO_STUDIES, TO_WORK_OR_STUDIES)
PARTICIPANTS, SHARE_WOMEN, PLAN_IN_TIME = "participants", "share_women", "share_plan_within_limit"
MEASURED = {PARTICIPANTS, SHARE_WOMEN, PLAN_IN_TIME, *INDICATORS, *(f"share_{one}" for one in INDICATORS)}
"""Targets that can be measured."""


class Indicator(Row):
    """Which exits count as success, from a date on. An exit is judged by the rule of its own day."""

    SECTION: ClassVar[str] = "indicators"

    version: int
    counted_exits: frozenset[ExitClass]


class Direction(StrEnum):
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    WITHIN = "within"


class TargetRow(Row):
    """A value that an outcome should reach, stay under, or lie near (T-03)."""

    SECTION: ClassVar[str] = "targets"

    value: int
    unit: Literal["participants", "percent"]
    direction: Annotated[Direction, Field(strict=False)] = Direction.AT_LEAST
    tolerance: int = 0  # in the target's unit, to either side of it; for `within` alone

    @model_validator(mode="after")
    def _check_tolerance(self) -> Self:
        if (self.direction is Direction.WITHIN) != (self.tolerance > 0):
            raise ValueError("direction `within` and a tolerance above 0 go together")
        return self

    def is_met_by(self, outcome: Fraction) -> bool:
        match self.direction:
            case Direction.AT_LEAST:
                return outcome >= self.value
            case Direction.AT_MOST:
                return outcome <= self.value
            case Direction.WITHIN:
                return abs(outcome - self.value) <= self.tolerance


class PlanClock(Row):
    SECTION: ClassVar[str] = "planning"

    plan_days: int
    stay_months: int


SECTIONS = (Indicator, TargetRow, PlanClock)
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


def names(rows: Sequence[Row]) -> tuple[str, ...]:
    """The ids in a section, each once, in the order in which they are first stated."""
    return tuple(dict.fromkeys(row.id for row in rows if row.id))


def _check(directory: Path, programme: Programme) -> None:
    """Raises BadProgramme for rows that no figure can be counted by."""
    file = directory / f"{programme.id}.toml"
    if not {"sv", "en"} <= set(programme.head.name):
        raise BadProgramme(file, None, "name: is shown in Swedish (sv) and English (en)")
    if not programme.history(PlanClock):
        raise BadProgramme(file, None, "planning: no row says when a plan is due")
    for row in programme.rows[TargetRow]:
        if row.id not in MEASURED:
            raise BadProgramme(file, None, f"targets: nothing is measured as {row.id}")
    for indicator in programme.history(Indicator, of=TO_WORK_OR_STUDIES):
        parts = (programme.in_force(Indicator, indicator.valid_from, of=one) for one in (TO_WORK, TO_STUDIES))
        if indicator.counted_exits != frozenset[ExitClass]().union(*(p.counted_exits for p in parts if p)):
            fault = f"indicators: {TO_WORK_OR_STUDIES} is not the other two from {indicator.valid_from}"
            raise BadProgramme(file, None, fault)
