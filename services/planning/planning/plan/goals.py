"""What the participant wants to reach with the plan, goal by goal. Goals are told by their number (P-06)."""

from dataclasses import dataclass, replace
from datetime import date

from samplan.contracts.codes import Achievement
from samplan.contracts.codes.records import GoalTerm


@dataclass(frozen=True, kw_only=True)
class Reached:
    """How far a goal was reached on a day, with sealed words."""

    achievement: Achievement
    on: date
    sealed: str | None = None


@dataclass(frozen=True, kw_only=True)
class Goal:
    """`sealed`: the goal in words. `assessments`: by date, those of one day as entered."""

    number: int
    term: GoalTerm
    set_on: date
    sealed: str | None
    assessments: tuple[Reached, ...] = ()

    def assessed(self, one: Reached) -> "Goal":
        return replace(self, assessments=tuple(sorted((*self.assessments, one), key=lambda each: each.on)))

    def achievement_on(self, on: date) -> Achievement | None:
        until = [one.achievement for one in self.assessments if one.on <= on]
        return until[-1] if until else None
