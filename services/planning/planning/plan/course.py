"""The participant's way through the programme, beside the track."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from planning.dates.by_date import ByDate, entered
from planning.plan.goals import Goal
from planning.plan.sub_goals import Assessment
from samplan.contracts.codes import Stage


@dataclass(frozen=True, kw_only=True)
class Course:
    """Stages and assessments, by date; goals by their number."""

    stages: ByDate[Stage] = ()
    sub_goals: tuple[Assessment, ...] = ()
    goals: Mapping[int, Goal] = field(default_factory=dict)

    def with_stage(self, stage: Stage, on: date) -> "Course":
        return replace(self, stages=entered(self.stages, stage, on))

    def with_assessment(self, one: Assessment) -> "Course":
        return replace(self, sub_goals=tuple(sorted((*self.sub_goals, one), key=lambda each: each.on)))

    def with_goal(self, one: Goal) -> "Course":
        return replace(self, goals={**self.goals, one.number: one})
