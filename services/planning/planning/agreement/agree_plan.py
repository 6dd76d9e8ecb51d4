from planning.agreement.plan_agreed import Agreed, AgreementCommand
from planning.plan import Plan
from samplan.contracts.codes import Agency


class AgencyAgreed(Agreed, private=True):
    TOPIC = "planning.AgencyAgreed"
    agency: Agency

    def apply(self, plan: Plan) -> None:
        plan.agreement = plan.agreement.with_agency(self.agency, self.occurred_on)


class AgreePlan(AgreementCommand, path="agreement", sv="Godkänn planen", en="Agree to the plan"):
    """The calling agency agrees for itself alone (P-06).

    It is agreed once each agency with a current activity, the coordinator and the participant have agreed.
    """

    def agree(self, plan: Plan) -> None:
        if self.by not in plan.agreement.so_far.agencies:
            plan.record(AgencyAgreed, self.occurred_on, agency=self.by)
