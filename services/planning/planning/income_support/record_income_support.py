from dataclasses import field

from planning.plan import Office, Plan, PlanCommand, PlanFact
from planning.plan.leading import require_leads
from samplan.contracts.codes import Agency, IncomeSupport, Occasion


class IncomeSupportRecorded(PlanFact):
    TOPIC = "planning.IncomeSupportRecorded"
    at: Occasion
    income_support: IncomeSupport
    recorded_by: Agency | None = field(default=None, kw_only=True)

    def apply(self, plan: Plan) -> None:
        plan.income_history = (*plan.income_history, (self.at, self.income_support, self.occurred_on))


class RecordIncomeSupport(
    PlanCommand, path="income-support", sv="Notera försörjning", en="Record income support"
):
    """At entry and at exit; the one at exit also after the exit. Earlier records stay in the history.

    By the agency that pays it, or by who leads the plan (P-19).
    """

    at: Occasion
    income_support: IncomeSupport

    def decide_with(self, plan: Plan, office: Office) -> None:
        if self.by not in office.payers(plan.programme, self.income_support, self.occurred_on):
            require_leads(plan, self.by, self.role)
        self.decide(plan)

    def decide(self, plan: Plan) -> None:
        plan.require_begun_on(self.occurred_on)
        if plan.income_support.get(self.at) != self.income_support:
            known = {"at": self.at, "income_support": self.income_support, "recorded_by": self.by}
            plan.record(IncomeSupportRecorded, self.occurred_on, **known)
