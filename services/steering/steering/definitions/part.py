"""A part of a definition: what is counted, and its filters."""

from dataclasses import dataclass, fields
from typing import ClassVar

from chassis.decisions.domain import Refused
from samplan.contracts.codes import Agency, ExitClass, IncomeSupport, Sex, SubsidyKind
from samplan.contracts.codes.indicators import What, filters_of


class NoFilterOfThis(Refused):
    code = "no_filter_of_this"
    status = 422
    title: ClassVar[str] = "What is counted has no such filter: leave it out"


class KindsWithStay(Refused):
    code = "kinds_with_stay"
    status = 422
    title: ClassVar[str] = "Kinds cannot be counted by days since the enrolment: leave out one of them"


class AnotherUnit(Refused):
    code = "another_unit"
    status = 422
    title: ClassVar[str] = (
        "Numerator and denominator count different things: count plans in both, or journeys in both"
    )


@dataclass(frozen=True, kw_only=True)
class Part:
    """A filter that is left out lets everything pass. `within_days` of the enrolment."""

    counts: What
    sexes: tuple[Sex, ...] = ()
    agencies: tuple[Agency, ...] = ()
    income_support: tuple[IncomeSupport, ...] = ()
    exits: tuple[ExitClass, ...] = ()
    kinds: tuple[SubsidyKind, ...] = ()
    in_time: bool = False
    within_days: int | None = None
    followed_days: int | None = None

    @property
    def filters(self) -> frozenset[str]:
        """The names of those that are set."""
        named = [one.name for one in fields(self) if one.name != "counts"]
        return frozenset(name for name in named if getattr(self, name) not in ((), False, None))

    @property
    def is_of_plans(self) -> bool:
        return self.counts in {What.PLANS, What.DUE_PLANS}

    def require_whole(self) -> None:
        """Raises NoFilterOfThis or KindsWithStay."""
        if wrong := sorted(self.filters - filters_of(self.counts)):
            raise NoFilterOfThis(filter=wrong[0])
        if self.kinds and self.filters & {"within_days", "followed_days"}:
            raise KindsWithStay


def require_share(numerator: Part, denominator: Part | None) -> None:
    """Raises NoFilterOfThis, KindsWithStay or AnotherUnit. Without a denominator it is a number."""
    for part in (numerator, denominator):
        if part is not None:
            part.require_whole()
    if denominator is not None and numerator.is_of_plans != denominator.is_of_plans:
        raise AnotherUnit
