from typing import ClassVar

from chassis.decisions.domain import Refused
from planning.agreement.notice_missed_deadlines import notice_deadline
from planning.plan import Plan, PlanCommand, PlanFact
from samplan.contracts.codes import Agency


class PlanAlreadyAgreed(Refused):
    code = "plan_already_agreed"
    title: ClassVar[str] = "The plan is already agreed"


class AgreementLacksAgencies(Refused):
    """The plan is agreed by each agency with an item in it (P-06)."""

    code = "agreement_lacks_agencies"
    title: ClassVar[str] = "An agency with a current activity has not agreed"


class PlanAgreed(PlanFact):
    TOPIC = "planning.PlanAgreed"
    agencies: tuple[Agency, ...]

    def apply(self, plan: Plan) -> None:
        plan.agreed_by = self.agencies
        plan.agreed_on = self.occurred_on


class AgreePlan(PlanCommand, path="agreement", sv="Kom överens om planen", en="Agree the plan"):
    """Agreed by the participant and by every agency with a current activity."""

    agencies: frozenset[Agency]

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        if plan.agreed_on is not None:
            raise PlanAlreadyAgreed
        plan.require_named(*self.agencies)
        if missing := plan.owners_on(self.occurred_on) - self.agencies:
            raise AgreementLacksAgencies(agencies=sorted(missing))
        notice_deadline(plan, self.occurred_on)
        plan.record(PlanAgreed, self.occurred_on, agencies=tuple(sorted(self.agencies)))
