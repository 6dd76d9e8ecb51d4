from planning.after_exit.exited import AfterExitCommand, require_after_exit
from planning.plan import Plan, PlanFact
from samplan.contracts.ending_codes import StatusAfterExit


class FollowedUpAfterExit(PlanFact):
    TOPIC = "planning.FollowedUpAfterExit"
    status: StatusAfterExit

    def apply(self, plan: Plan) -> None:
        plan.ending = plan.ending.followed_up(self.status)


class FollowUp(AfterExitCommand, path="follow-up", sv="Följ upp efter avslut", en="Follow up after the exit"):
    """What the former participant does. Due after the months that the programme states."""

    status: StatusAfterExit

    def decide(self, plan: Plan) -> None:
        require_after_exit(plan, self.occurred_on)
        if plan.ending.status_after is not self.status:
            plan.record(FollowedUpAfterExit, self.occurred_on, status=self.status)
