"""Term templates as rows of a programme's file."""

from datetime import time
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from chassis.settings.programmes import Row
from planning.terms.term import Excused, Term, Weeks

Week = Annotated[int, Field(ge=1, le=53)]
Percent = Annotated[int, Field(ge=1, le=100)]
Size = Annotated[int, Field(ge=1, le=100)]
Code = Annotated[str, Field(pattern="^[a-z]+(_[a-z]+)*$", max_length=48)]
Book = Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*(-[0-9]{1,4})?$", max_length=48)]


class PlacementWeeks(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    first: Week
    last: Week


class TermTemplate(Row):
    """A term that a group can be formed for. Its `id` is the term's code."""

    SECTION: ClassVar[str] = "term_templates"

    id: Code
    weeks: Week
    weekdays: Annotated[frozenset[Annotated[int, Field(ge=1, le=5)]], Field(min_length=1)]
    placements: tuple[PlacementWeeks, ...]
    begins_at: time
    ends_at: time
    method_book: Book
    smallest_group: Size
    largest_group: Size
    attendance_target: Percent
    excused_counts_as: Annotated[Excused, Field(strict=False)]

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        inside = [1 <= one.first <= one.last <= self.weeks for one in self.placements]
        apart = [a.last < b.first for a, b in zip(self.placements, self.placements[1:], strict=False)]
        if not all(inside) or not all(apart):
            raise ValueError("placements lie within the term's weeks, one after the other")
        if self.begins_at >= self.ends_at:
            raise ValueError("a session ends after it begins")
        if self.smallest_group > self.largest_group:
            raise ValueError("the smallest group is not larger than the largest")
        return self

    @property
    def term(self) -> Term:
        rule = self.model_dump(exclude={"valid_from", "valid_until", "reason", "approved_by", "placements"})
        return Term(
            **rule, placements=tuple(Weeks(first=one.first, last=one.last) for one in self.placements)
        )


class PlacementRule(Row):
    SECTION: ClassVar[str] = "placements"

    periods: Annotated[int, Field(ge=1, le=9)]
    offered_to_each: Annotated[int, Field(ge=1, le=9)]
