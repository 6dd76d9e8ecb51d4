from planning.plan import LeadingCommand, Plan, PlanFact
from samplan.contracts.codes import IncomeSupport, Occasion


class IncomeSupportRecorded(PlanFact):
    TOPIC = "planning.IncomeSupportRecorded"
    at: Occasion
    income_support: IncomeSupport

    def apply(self, plan: Plan) -> None:
        plan.income_support = {**plan.income_support, self.at: self.income_support}


class RecordIncomeSupport(
    LeadingCommand, path="income-support", sv="Notera försörjning", en="Record income support"
):
    """At entry and at exit; the one at exit also after the exit."""

    at: Occasion
    income_support: IncomeSupport

    def decide(self, plan: Plan) -> None:
        plan.require_begun_on(self.occurred_on)
        if plan.income_support.get(self.at) != self.income_support:
            known = {"at": self.at, "income_support": self.income_support}
            plan.record(IncomeSupportRecorded, self.occurred_on, **known)
