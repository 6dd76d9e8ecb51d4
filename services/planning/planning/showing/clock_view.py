"""What agencies are shown of a plan's clock."""

from datetime import date
from typing import Self

from chassis.http.fields import View
from planning.office import SeenPlan
from planning.plan.clock import Stop, StopReason
from samplan.contracts.codes import Agency


class StopView(View):
    """`reason` is shown to the agency that entered the stop alone. `resumedOn`: the first running day.

    It is null in the answer to a command, and once the participant is erased.
    """

    first: date
    until: date
    by: Agency | None
    resumed_on: date | None
    reason: StopReason | None

    @classmethod
    def of(cls, stop: Stop, reason: StopReason | None) -> Self:
        return cls(first=stop.first, until=stop.until, by=stop.by, resumed_on=stop.resumed_on, reason=reason)


class ClockView(View):
    """`firstDueOn` is without, the plan's `planDueOn` with the stopped days; null during a study visit."""

    first_due_on: date | None
    stopped_days: int
    stops: list[StopView]

    @classmethod
    def of(cls, seen: SeenPlan) -> Self:
        plan = seen.plan
        stops = [one for one in plan.clock.stops if seen.is_whole or one.by == seen.by]
        return cls(
            first_due_on=None if plan.is_study_visit else plan.clock.first_due_on,
            stopped_days=(plan.clock.due_on - plan.clock.first_due_on).days,
            stops=[StopView.of(one, seen.stop_reasons.get(one)) for one in stops],
        )
