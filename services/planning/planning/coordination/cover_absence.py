from datetime import date

from chassis.decisions.commands import PlannedDate, ShortText
from planning.dates.period import EndsBeforeItStarts
from planning.office import LeadingDecision, Office, seal_in
from planning.office.functional_address import require_function_if_mail
from planning.office.leading import require_coordinates
from planning.plan import Plan, PlanFact
from planning.plan.coordinator import Cover
from samplan.contracts.codes import Agency


class CoordinatorCovered(PlanFact, private=True):
    """Another person at the agency stands in for the coordinator, from one day to another."""

    TOPIC = "planning.CoordinatorCovered"
    agency: Agency
    starts_on: date
    until: date
    sealed: str

    def apply(self, plan: Plan) -> None:
        cover = Cover(agency=self.agency, sealed=self.sealed, starts_on=self.starts_on, until=self.until)
        plan.coordination = plan.coordination.with_cover(cover)


class CoverAbsence(
    LeadingDecision, path="coordinator/covers", sv="Ange ersättare för samordnaren", en="Cover an absence"
):
    """Whom to turn to at the coordinating agency from one day to another, both included."""

    starts_on: PlannedDate
    until: PlannedDate
    function: ShortText
    address: ShortText

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        self.decide(plan, seal_in(plan, office, function=self.function, address=self.address))

    def decide(self, plan: Plan, sealed: str) -> None:
        plan.require_open_on(self.occurred_on)
        require_coordinates(plan, self.by)
        require_function_if_mail(self.address)
        if self.until < self.starts_on:
            raise EndsBeforeItStarts
        days = {"starts_on": self.starts_on, "until": self.until}
        plan.record(CoordinatorCovered, self.occurred_on, agency=self.by, **days, sealed=sealed)
