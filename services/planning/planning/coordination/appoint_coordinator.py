from planning.dates.by_date import entered, is_entered
from planning.office import LeadingCommand
from planning.plan import Plan, PlanFact
from samplan.contracts.codes import Agency


class CoordinatorAppointed(PlanFact):
    TOPIC = "planning.CoordinatorAppointed"
    agency: Agency

    def apply(self, plan: Plan) -> None:
        plan.coordinators = entered(plan.coordinators, self.agency, self.occurred_on)


class AppointCoordinator(
    LeadingCommand, path="coordinator", sv="Utse samordnare", en="Appoint the coordinator"
):
    """Every participant has a coordinator; earlier ones stay in the history (P-01)."""

    agency: Agency

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        plan.require_named(self.agency)
        if not is_entered(plan.coordinators, self.agency, self.occurred_on):
            plan.record(CoordinatorAppointed, self.occurred_on, agency=self.agency)
