"""Rows of a programme that say how participants go through it and leave it, and who pays their income."""

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from chassis.settings.calendar import months_after
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


class EndingRule(Row):
    """How long the other agencies have to answer an exit, and when a former participant is followed up."""

    SECTION: ClassVar[str] = "endings"

    answer_days: Annotated[int, Field(ge=1)]
    follow_up_months: Annotated[int, Field(ge=1)]

    def follow_up_on(self, exited_on: date) -> date:
        return months_after(exited_on, self.follow_up_months)


class PayerRule(Row):
    """The agencies that pay the income support that is the row's id."""

    SECTION: ClassVar[str] = "income_payers"

    id: IncomeSupport
    agencies: frozenset[Agency]
