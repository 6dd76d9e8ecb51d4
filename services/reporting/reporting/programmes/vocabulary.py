"""What an indicator may count: a closed vocabulary of what a journey says, each with its filters."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from samplan.contracts.codes import Agency, ExitClass, IncomeSupport, Sex, SubsidyKind
from samplan.contracts.codes.indicators import FILTERS, What, filters_of


class Unit(StrEnum):
    """What one is counted for."""

    JOURNEY = "journey"
    PLAN = "plan"


Days = Annotated[int, Field(ge=0, le=3660)]

AGED = frozenset({What.ENROLLED, What.PLANS, What.DUE_PLANS, What.EXITS})
"""Of whom the age group is known."""


class Counted(BaseModel):
    """A part of an indicator. A filter that is left out lets everything pass."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    counts: What
    sexes: frozenset[Sex] = frozenset()
    agencies: frozenset[Agency] = frozenset()  # referring
    income_support: frozenset[IncomeSupport] = frozenset()  # at entry
    exits: frozenset[ExitClass] = frozenset()
    kinds: frozenset[SubsidyKind] = frozenset()
    in_time: bool = False  # the plan was agreed by the day on which it was due
    within_days: Days | None = None  # of the enrolment
    followed_days: Days | None = None  # counts once so many have passed since then

    @model_validator(mode="after")
    def _check_filters(self) -> Self:
        allowed = filters_of(self.counts)
        if wrong := sorted(self.filters - allowed):
            raise ValueError(f"{wrong[0]} is no filter of {self.counts}; its filters are {sorted(allowed)}")
        if empty := sorted(name for name in self.filters if getattr(self, name) == frozenset()):
            raise ValueError(f"{empty[0]} names nothing; leave it out to let everything pass")
        if "kinds" in self.filters and self.needs_stay:
            raise ValueError("kinds are not known together with within_days or followed_days")
        return self

    @property
    def filters(self) -> frozenset[str]:
        """The names of the filters that are set."""
        stated = self.model_fields_set - {"counts"}
        return frozenset(name for name in stated if getattr(self, name) is not False)

    @property
    def needs_stay(self) -> bool:
        """Whether an exit is counted by the days since the enrolment."""
        return self.within_days is not None or self.followed_days is not None

    @property
    def unit(self) -> Unit:
        return Unit.PLAN if self.counts in {What.PLANS, What.DUE_PLANS} else Unit.JOURNEY

    @property
    def knows_sex(self) -> bool:
        """Sex is known of those who are enrolled."""
        return self.counts in FILTERS
