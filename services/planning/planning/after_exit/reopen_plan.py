from typing import ClassVar

from chassis.decisions.commands import LongText, Records
from chassis.decisions.domain import Refused
from planning.after_exit.exited import require_after_exit
from planning.office import CirclesToday, LeadingDecision, Office, seal_in
from planning.opening.open_plans import open_plan_of
from planning.opening.plan_reopened import PlanReopened
from planning.plan import Plan


class AnotherPlanIsOpen(Refused):
    """One participant has one open plan in a programme (C-14)."""

    code = "another_plan_is_open"
    title: ClassVar[str] = "The participant has another open plan in the programme: continue with that one"


class ParticipantIsDeceased(Refused):
    code = "participant_deceased"
    title: ClassVar[str] = "The participant has died: the plan stays closed"


class ReopenPlan(LeadingDecision, path="reopening", sv="Återöppna planen", en="Reopen the plan"):
    """Takes the exit back: the participant has not left. Activities that have ended stay ended.

    Why is sealed. The next exit needs a summary of its own.
    """

    reason: LongText

    def plan_in(self, work: Records, circles: CirclesToday) -> Plan:
        """Raises AnotherPlanIsOpen, too."""
        plan = super().plan_in(work, circles)
        if open_plan_of(plan.participant_id, plan.programme, work) not in (None, plan.id):
            raise AnotherPlanIsOpen
        return plan

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        self.decide(plan, seal_in(plan, office, reason=self.reason))

    def decide(self, plan: Plan, sealed: str) -> None:
        """Raises NotExited, BeforeTheStart or ParticipantIsDeceased."""
        require_after_exit(plan, self.occurred_on)
        if plan.circle.circle.deceased_on is not None:
            raise ParticipantIsDeceased
        plan.record(PlanReopened, self.occurred_on, sealed=sealed)
