from typing import ClassVar

from chassis.decisions.domain import Refused
from planning.after_exit.exited import AfterExitCommand, require_after_exit
from planning.plan import Plan, PlanFact
from samplan.contracts.codes.endings import StatusAfterExit


class FollowUpNotDue(Refused):
    """`dueOn`: the first day on which it is taken; none after a death."""

    code = "follow_up_not_due"
    title: ClassVar[str] = "The follow-up is not due yet, or there is none"


class FollowedUpAfterExit(PlanFact):
    TOPIC = "planning.FollowedUpAfterExit"
    status: StatusAfterExit

    def apply(self, plan: Plan) -> None:
        plan.ending = plan.ending.followed_up(self.status)


class FollowUp(AfterExitCommand, path="follow-up", sv="Följ upp efter avslut", en="Follow up after the exit"):
    """What the former participant does. Taken once the months that the programme states have passed."""

    status: StatusAfterExit

    def decide(self, plan: Plan) -> None:
        """Raises NotExited, BeforeTheStart or FollowUpNotDue."""
        left = require_after_exit(plan, self.occurred_on)
        due_on = plan.ending.follow_up_on
        if left.is_of_nobody:
            raise FollowUpNotDue
        if due_on is not None and self.occurred_on < due_on:
            raise FollowUpNotDue(dueOn=due_on.isoformat())
        if plan.ending.status_after is not self.status:
            plan.record(FollowedUpAfterExit, self.occurred_on, status=self.status)
