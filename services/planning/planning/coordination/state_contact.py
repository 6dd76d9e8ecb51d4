from chassis.decisions.commands import ShortText
from planning.office import LeadingDecision, Office, seal_in
from planning.office.functional_address import require_function_if_mail
from planning.office.leading import require_coordinates
from planning.plan import Plan, PlanFact
from planning.plan.coordinator import Contact
from samplan.contracts.codes import Agency


class CoordinatorContactStated(PlanFact, private=True):
    """A function at the coordinating agency, and its address, both sealed."""

    TOPIC = "planning.CoordinatorContactStated"
    agency: Agency
    sealed: str

    def apply(self, plan: Plan) -> None:
        contact = Contact(agency=self.agency, sealed=self.sealed)
        plan.coordination = plan.coordination.with_contact(contact, self.occurred_on)


class StateContact(
    LeadingDecision, path="coordinator/contact", sv="Ange samordnarens funktion", en="State the contact"
):
    """Whom to turn to at the coordinating agency: a function and a shared address, never a person's name."""

    function: ShortText
    address: ShortText

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        self.decide(plan, seal_in(plan, office, function=self.function, address=self.address))

    def decide(self, plan: Plan, sealed: str) -> None:
        plan.require_open_on(self.occurred_on)
        require_coordinates(plan, self.by)
        require_function_if_mail(self.address)
        plan.record(CoordinatorContactStated, self.occurred_on, agency=self.by, sealed=sealed)
