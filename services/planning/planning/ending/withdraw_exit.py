from typing import ClassVar

from chassis.decisions.domain import Refused
from planning.ending.propose_exit import asks_end
from planning.office import LeadingCommand
from planning.plan import Plan, PlanFact
from planning.proposals.withdraw_proposal import ItemChangeWithdrawn


class NoProposedExit(Refused):
    code = "no_proposed_exit"
    title: ClassVar[str] = "No exit waits for the answers of other agencies"


class ExitWithdrawn(PlanFact, private=True):
    """It was never published either."""

    TOPIC = "planning.ExitWithdrawn"

    def apply(self, plan: Plan) -> None:
        plan.ending = plan.ending.waiting(None)


class WithdrawExit(
    LeadingCommand,
    path="exit-withdrawal",
    sv="Dra tillbaka ett föreslaget avslut",
    en="Withdraw a proposed exit",
):
    """Until it happens. What it has asked of the owners of activities goes with it, if not answered."""

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        proposed = plan.ending.proposed
        if proposed is None:
            raise NoProposedExit
        plan.record(ExitWithdrawn, self.occurred_on)
        for item in [*plan.activities.values()]:
            if asks_end(item.change, proposed):
                asked = {"activity_id": item.id, "change_id": item.change.id}
                plan.record(ItemChangeWithdrawn, self.occurred_on, **asked)
