from chassis.decisions.commands import LongText
from planning.office import LeadingDecision, Office, seal_in
from planning.plan import Plan, PlanFact
from planning.plan.exits import Summary
from samplan.contracts.codes import Agency


class ExitSummaryWritten(PlanFact, private=True):
    """`sealed`: under the participant's key. The latest one counts."""

    TOPIC = "planning.ExitSummaryWritten"
    by: Agency
    sealed: str

    def apply(self, plan: Plan) -> None:
        written = Summary(by=self.by, on=self.occurred_on, sealed=self.sealed)
        plan.ending = plan.ending.summarised(written)


class WriteSummary(
    LeadingDecision, path="exit-summary", sv="Skriv avslutssammanfattning", en="Write the summary of the exit"
):
    """Needed before the exit: what was achieved, and the recommended next step. Neither is published.

    Written again, it replaces the earlier one.
    """

    summary: LongText
    next_step: LongText

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        self.decide(plan, seal_in(plan, office, summary=self.summary, next_step=self.next_step))

    def decide(self, plan: Plan, sealed: str) -> None:
        plan.require_open_on(self.occurred_on)
        plan.record(ExitSummaryWritten, self.occurred_on, by=self.by, sealed=sealed)
