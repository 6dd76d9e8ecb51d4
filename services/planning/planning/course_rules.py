"""Rows of a programme that say how its participants go through it, and who pays what they live on."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from chassis.settings.programmes import Row
from planning.plan.sub_goals import SubGoal
from samplan.contracts.codes import Agency, IncomeSupport, Stage, Track


class StageRule(Row):
    """The stages in order; `after_health`: the first one that is not entered on the track HEALTH."""

    SECTION: ClassVar[str] = "stages"

    stages: Annotated[tuple[Stage, ...], Field(min_length=2, strict=False)]
    after_health: Stage

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        if self.after_health not in self.stages:
            raise ValueError("after_health is none of the stages")
        return self


class SubGoalRule(Row):
    """The sub-goals of the track that is the row's id."""

    SECTION: ClassVar[str] = "sub_goals"

    id: Track
    sub_goals: frozenset[SubGoal]


class PayerRule(Row):
    """The agencies that pay the income support that is the row's id."""

    SECTION: ClassVar[str] = "income_payers"

    id: IncomeSupport
    agencies: frozenset[Agency]
