from typing import ClassVar

from chassis.decisions.domain import Refused
from planning.after_exit.exited import AfterExitCommand, require_after_exit
from planning.plan import Plan, PlanFact
from samplan.contracts.codes.endings import StepMove


class LeftForWorkOrStudies(Refused):
    code = "left_for_work_or_studies"
    title: ClassVar[str] = "A step is assessed of those who left for neither work nor studies, and live"


class StepMoved(PlanFact):
    TOPIC = "planning.StepMoved"
    step: StepMove

    def apply(self, plan: Plan) -> None:
        plan.ending = plan.ending.moved(self.step)


class MoveStep(AfterExitCommand, path="step", sv="Bedöm stegförflyttning", en="Assess the step moved"):
    """After an exit to neither work nor studies. The latest one counts."""

    step: StepMove

    def decide(self, plan: Plan) -> None:
        """Raises NotExited, BeforeTheStart or LeftForWorkOrStudies."""
        left = require_after_exit(plan, self.occurred_on)
        if left.is_to_work or left.is_to_studies or left.is_of_nobody:
            raise LeftForWorkOrStudies
        if plan.ending.step is not self.step:
            plan.record(StepMoved, self.occurred_on, step=self.step)
