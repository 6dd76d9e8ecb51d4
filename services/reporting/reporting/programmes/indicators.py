"""The catalogue of indicators and their targets: rows of the programmes' files (T-02, T-03)."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from chassis.settings.programmes import Row
from reporting.answers.answer import Names
from reporting.programmes.vocabulary import AGED, Counted, Unit
from samplan.contracts.codes import ExitClass
from samplan.contracts.codes.indicators import Direction, What

TO_WORK, TO_STUDIES, TO_WORK_OR_STUDIES = "to_work", "to_studies", "to_work_or_studies"
INDICATORS = (TO_WORK, TO_STUDIES, TO_WORK_OR_STUDIES)
"""Those that the exits are grouped by."""


class Form(StrEnum):
    """How an indicator is drawn; without one it is in the table alone."""

    BAR_AGAINST_TARGET = "bar_against_target"
    LINE = "line"  # by month, with the target's revisions and the programme's pauses


class Dimension(StrEnum):
    """Beside sex, by which every indicator is counted."""

    AGENCY = "agency"  # referring
    INCOME_SUPPORT = "income_support"  # at entry
    AGE_GROUP = "age_group"  # on the day of the referral
    MUNICIPALITY = "municipality"  # of the referring agency


class Indicator(Row):
    """One version of a definition. What is counted is judged by the version in force on its own day."""

    SECTION: ClassVar[str] = "indicators"

    version: Annotated[int, Field(ge=1)]
    source: Annotated[str, Field(min_length=1)]
    name: Names
    share_name: Names | None = None
    unit: Unit
    numerator: Counted
    denominator: Counted | None = None  # None: a number, and no share
    dimensions: tuple[Dimension, ...] = ()
    direction: Direction = Direction.AT_LEAST
    form: Form | None = None

    @model_validator(mode="after")
    def _check_parts(self) -> Self:
        parts = [self.numerator, *([self.denominator] if self.denominator else [])]
        if other := [part.counts for part in parts if part.unit is not self.unit]:
            raise ValueError(f"unit: {other[0]} are not counted by {self.unit}")
        entries = all(part.counts is What.ENROLLED for part in parts)
        if Dimension.INCOME_SUPPORT in self.dimensions and not entries:
            raise ValueError("dimensions: income_support is known of enrolled alone")
        aged = all(part.counts in AGED for part in parts)
        if Dimension.AGE_GROUP in self.dimensions and not aged:
            raise ValueError("dimensions: age_group is known of enrolled, plans, due_plans and exits alone")
        if self.form is Form.BAR_AGAINST_TARGET and not (self.denominator and self.is_by_sex):
            raise ValueError("form: bar_against_target draws shares of women and men")
        return self

    @property
    def counted_exits(self) -> frozenset[ExitClass]:
        return self.numerator.exits

    @property
    def is_by_sex(self) -> bool:
        """Where sex is known, unless a part is of women or of men alone."""
        parts = (self.numerator, self.denominator or self.numerator)
        return all(part.knows_sex and not part.sexes for part in parts)


class TargetRow(Row):
    """A value that an indicator should reach, stay under, or lie near (T-03)."""

    SECTION: ClassVar[str] = "targets"

    indicator: str = ""
    value: Annotated[int, Field(ge=1, le=10**12)]
    unit: Literal["participants", "percent"]
    tolerance: Annotated[int, Field(ge=0, le=10**12)] = 0  # in the target's unit, to either side of it

    @property
    def of(self) -> str:
        """The indicator that it is set for: the one of the same id, unless another is named."""
        return self.indicator or self.id or ""

    def is_met_by(self, outcome: Fraction, direction: Direction) -> bool:
        match direction:
            case Direction.AT_LEAST:
                return outcome >= self.value
            case Direction.AT_MOST:
                return outcome <= self.value
            case Direction.WITHIN:
                return abs(outcome - self.value) <= self.tolerance


def target_name(target: TargetRow, indicator: Indicator) -> Names:
    """A share is named as such."""
    share_name = indicator.share_name if target.unit == "percent" else None
    return share_name or indicator.name
