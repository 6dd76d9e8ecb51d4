from dataclasses import field

from planning.plan import Plan, PlanFact
from planning.plan.exits import Ending


class PlanReopened(PlanFact):
    """The plan is open again, and its next exit needs a summary of its own. `sealed`: why."""

    TOPIC = "planning.PlanReopened"
    sealed: str | None = field(default=None, kw_only=True)

    def apply(self, plan: Plan) -> None:
        plan.ending = Ending()
        plan.ended_on = None
