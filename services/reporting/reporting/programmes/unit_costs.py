"""What it costs an agency and a household that a person does not work, as a source states it (T-08)."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from chassis.settings.programmes import Row
from reporting.answers.answer import Names

Kronor = Annotated[int, Field(ge=0, le=10**12)]
Percent = Annotated[int, Field(ge=0, le=100)]


class Retention(BaseModel):
    """How many percent of the people of one year still count in the next."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    low: Percent
    expected: Percent
    high: Percent

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if not self.low <= self.expected <= self.high:
            raise ValueError("low, expected and high are in this order")
        return self


class UnitCost(Row):
    """The saving for each person of an indicator and year, in the prices of one year."""

    SECTION: ClassVar[str] = "unit_costs"

    name: Names
    source: Annotated[str, Field(min_length=1)]
    price_year: Annotated[int, Field(ge=1990, le=2100)]
    indicator: str
    real: Kronor  # resources that are freed, or produced
    financial: Kronor  # between agencies
    years: Annotated[int, Field(ge=1, le=10)]
    retention: Retention

    @property
    def total(self) -> int:
        return self.real + self.financial

    def saved(self, people: int, years: int, retention: int) -> int:
        """By so many people in so many years together, in kronor, rounded half up; not discounted."""
        stays = sum((Fraction(retention, 100) ** year for year in range(years)), Fraction())
        return int(people * self.total * stays + Fraction(1, 2))
