from chassis.decisions.commands import LongText
from planning.plan import LeadingCommand, Office, Plan, PlanFact
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
    LeadingCommand, path="exit-summary", sv="Skriv avslutssammanfattning", en="Write the summary of the exit"
):
    """Needed before the exit: what was achieved, and the recommended next step. Neither is published.

    Written again, it replaces the earlier one.
    """

    summary: LongText
    next_step: LongText

    def decide_with(self, plan: Plan, office: Office) -> None:
        self.decide(plan)
        words = {"summary": self.summary, "next_step": self.next_step}
        sealed = office.words.seal(plan.participant_id, words, record=plan.id)
        plan.record(ExitSummaryWritten, self.occurred_on, by=self.by, sealed=sealed)

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
