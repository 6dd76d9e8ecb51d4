from collections.abc import Collection
from dataclasses import field

from planning.office import Office, WholePlanDecision, require_not_erased
from planning.office.leading import require_leads
from planning.plan import Plan, PlanFact
from samplan.contracts.codes import Agency, IncomeSupport, Occasion


class IncomeSupportRecorded(PlanFact):
    TOPIC = "planning.IncomeSupportRecorded"
    at: Occasion
    income_support: IncomeSupport
    recorded_by: Agency | None = field(default=None, kw_only=True)

    def apply(self, plan: Plan) -> None:
        plan.income_history = (*plan.income_history, (self.at, self.income_support, self.occurred_on))


class RecordIncomeSupport(
    WholePlanDecision, path="income-support", sv="Notera försörjning", en="Record income support"
):
    """At entry and at exit; the one at exit also after the exit. Earlier records stay in the history.

    By the agency that pays it, or by who leads the plan (P-19).
    """

    at: Occasion
    income_support: IncomeSupport

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        """Raises ParticipantIsErased, too."""
        require_not_erased(plan, office)
        self.decide(plan, office.payers(plan.programme, self.income_support, self.occurred_on))

    def decide(self, plan: Plan, payers: Collection[Agency]) -> None:
        """Raises BeforeTheStart, NotTheCoordinator or RoleMayNotLead."""
        if self.by not in payers:
            require_leads(plan, self.by, self.role)
        plan.require_begun_on(self.occurred_on)
        if plan.income_support.get(self.at) != self.income_support:
            known = {"at": self.at, "income_support": self.income_support, "recorded_by": self.by}
            plan.record(IncomeSupportRecorded, self.occurred_on, **known)
