from typing import ClassVar

from chassis.decisions.domain import Refused
from planning.competence.command import CompetenceCommand
from planning.competence.competence import Competence, CompetenceFact
from planning.plan import Plan
from samplan.contracts.codes.records import Admission


class NoStudyPlan(Refused):
    code = "no_study_plan"
    title: ClassVar[str] = "The agency has drawn up no study plan by that day"


class AdmissionDecisionReceived(CompetenceFact):
    TOPIC = "planning.AdmissionDecisionReceived"
    decision: Admission

    def apply(self, competence: Competence) -> None:
        competence.admission = (self.decision, self.occurred_on)


class ReceiveAdmissionDecision(
    CompetenceCommand,
    path="admission-decision",
    sv="Notera antagningsbesked",
    en="Record an admission decision",
    versioned=False,
):
    """Fed back to the team as an event. It follows a study plan; a later decision replaces it."""

    decision: Admission

    def decide(self, competence: Competence, plan: Plan, sealed: str | None) -> None:
        """Raises NoStudyPlan."""
        if competence.study_plan_on is None or self.occurred_on < competence.study_plan_on:
            raise NoStudyPlan
        competence.record(AdmissionDecisionReceived, plan, self.occurred_on, sealed, decision=self.decision)
