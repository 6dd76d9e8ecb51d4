"""Figures as a report has printed them, to be checked against themselves (T-14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from chassis.settings.programmes import Row
from reporting.answers.answer import Names
from reporting.answers.contradictions import Contradiction, of_part, of_rate, of_rate_alone, of_sums

Number = Annotated[int, Field(ge=0, le=10**12)]


class Printed(Row):
    """`valid_from` is the day that the figure is of. What the report leaves out is left out."""

    SECTION: ClassVar[str] = "printed"

    source: Annotated[str, Field(min_length=1)]
    name: Names
    part: Number | None = None
    whole: Number | None = None
    rate: Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,3})?$")] | None = None  # percent, as printed
    table: Mapping[str, Mapping[str, Number]] = {}  # its totals are named `total`

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        if self.whole is None and (self.rate is not None or self.part is not None):
            raise ValueError("a part or a rate is printed of a whole")
        return self

    def contradictions(self) -> Iterator[Contradiction]:
        where = str(self.id)
        if self.whole is not None and self.part is not None:
            yield from of_part(where, self.part, self.whole)
        if self.whole is not None and self.rate is not None:
            rate = Decimal(self.rate)
            if self.part is None:
                yield from of_rate_alone(where, rate, self.whole)
            else:
                yield from of_rate(where, rate, self.part, self.whole)
        yield from of_sums(where, self.table)
