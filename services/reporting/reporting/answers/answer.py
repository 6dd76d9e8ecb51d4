"""What every answer is made of: counts that may be withheld, shares that keep their n and d, definitions."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, computed_field
from pydantic.alias_generators import to_camel


class Withheld(StrEnum):
    """What the published view shows in place of a number that would describe fewer than five people.

    One mark, whatever the reason: who can tell a small cell from one that protects it can solve both.
    """

    WITHHELD = ".."


Count = int | Withheld


class Answer(BaseModel):
    model_config = ConfigDict(
        frozen=True, alias_generator=to_camel, populate_by_name=True, serialize_by_alias=True
    )


class Names(Answer):
    """What a thing is called in each language of the pages."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    sv: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


class BySex(Answer):
    """None: not known by sex, as for everyone who is not yet enrolled; it is not the same as 0."""

    women: Count | None
    men: Count | None
    total: Count


class Share(Answer):
    numerator: Count
    denominator: Count

    @property
    def fraction(self) -> Fraction | None:
        """None when a part is withheld, or when there is nothing to divide by."""
        if isinstance(self.numerator, Withheld) or isinstance(self.denominator, Withheld):
            return None
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    @computed_field  # type: ignore[prop-decorator]  # pydantic documents this order; mypy cannot follow it
    @property
    def percent(self) -> float | None:
        """To two decimals, half up."""
        return None if self.fraction is None else hundredths(self.fraction * 100)


class ShareBySex(Answer):
    women: Share
    men: Share
    total: Share


class Definition(Answer):
    """Which rule a figure was counted by."""

    id: str
    version: int
    valid_from: date
    reason: str
    approved_by: str


def hundredths(value: Fraction) -> float:
    """Round half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
