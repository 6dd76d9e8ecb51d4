from typing import ClassVar

from chassis.decisions.domain import Refused
from planning.office import LeadingCommand
from planning.plan import Plan, PlanFact
from planning.plan.agreement import Revision
from planning.plan.refusals import BeforeTheStart
from samplan.contracts.codes import Agency


class PlanNotAgreed(Refused):
    code = "plan_not_agreed"
    title: ClassVar[str] = "The plan is not agreed: change it, then ask for agreement"


class PlanRevised(PlanFact):
    TOPIC = "planning.PlanRevised"
    agency: Agency

    def apply(self, plan: Plan) -> None:
        plan.agreement = plan.agreement.revised(Revision(self.occurred_on, self.agency))


class RevisePlan(LeadingCommand, path="revision", sv="Revidera planen", en="Revise the plan"):
    """Agreement is asked of everybody again; earlier agreements stay in the history (P-06).

    The day by which the plan is due concerns its first agreement alone.
    """

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        if not plan.agreement.holds:
            raise PlanNotAgreed
        if self.occurred_on < plan.agreement.made[-1].on:
            raise BeforeTheStart
        plan.record(PlanRevised, self.occurred_on, agency=self.by)
