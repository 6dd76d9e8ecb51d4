from typing import ClassVar

from chassis.decisions.domain import Refused
from planning.plan import LeadingCommand, Plan, PlanFact


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
    """Until it happens. Its proposals to the owners of activities still wait for their answers."""

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        if plan.ending.proposed is None:
            raise NoProposedExit
        plan.record(ExitWithdrawn, self.occurred_on)
