from dataclasses import field
from datetime import date
from typing import Any

from planning.activities.interrupt_activity import interrupt_all
from planning.clock.deadline import notice_deadline, take_back_miss
from planning.ending.close_check import Closing, require_nothing_blocks
from planning.ending.propose_exit import open_for_others, propose_exit
from planning.office import LeadingDecision, Office
from planning.plan import Plan, PlanFact
from planning.plan.exits import WAITS_FOR_NOBODY, EndingRules, Exit, ProposedExit
from samplan.contracts.codes import Agency, ExitClass, SubsidyKind


class Exited(PlanFact):
    """What every kind of exit has in common. `received_by` and `follow_up_on` stay here."""

    exit_class: ExitClass
    received_by: Agency | None = field(default=None, kw_only=True)
    follow_up_on: date | None = field(default=None, kw_only=True)

    @property
    def to(self) -> Exit:
        return Exit(self.exit_class)

    def apply(self, plan: Plan) -> None:
        plan.ending = plan.ending.exited(self.to, self.received_by, self.follow_up_on)
        plan.ended_on = self.occurred_on


class ExitedToWork(Exited):
    TOPIC = "planning.ExitedToWork"
    subsidy_kind: SubsidyKind | None

    @property
    def to(self) -> Exit:
        return Exit(self.exit_class, self.subsidy_kind)


class ExitedToStudies(Exited):
    TOPIC = "planning.ExitedToStudies"


class ExitedToEnhancedCooperation(Exited):
    TOPIC = "planning.ExitedToEnhancedCooperation"


class ExitedOtherwise(Exited):
    TOPIC = "planning.ExitedOtherwise"


class RecordExit(LeadingDecision, path="exit", sv="Avsluta", en="Record the exit"):
    """Closes the plan, once its summary is written; 409 lists every blocker at once.

    While other agencies do or plan something it is proposed (`proposedExit`), and so is the end of each of
    their activities: it happens once they have answered, or the programme's `answer_days` have passed.
    `receivingAgency` continues with the participant: it may fetch the summary.
    """

    exit_class: ExitClass
    subsidy_kind: SubsidyKind | None = None
    receiving_agency: Agency | None = None

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        """Raises NoPlanningRule, too."""
        waits_for_nobody = self.exit_class in WAITS_FOR_NOBODY
        self.decide(plan, None if waits_for_nobody else office.endings(plan.programme, self.occurred_on))

    def decide(self, plan: Plan, rules: EndingRules | None) -> None:
        """`rules`: None without follow-ups."""
        to, on = Exit(self.exit_class, self.subsidy_kind), self.occurred_on
        plan.require_open_on(on)
        if self.receiving_agency:
            plan.require_named(self.receiving_agency)
        closing = Closing(to=to.exit_class, on=on, by=self.by)
        require_nothing_blocks(plan, closing)
        asked_on = max(on, plan.circle.on)
        asked = ProposedExit(to=to, on=on, by=self.by, asked_on=asked_on, received_by=self.receiving_agency)
        if closing.waits_for_nobody or not open_for_others(plan, self.by):
            record_exit(plan, asked, rules)
        else:
            propose_exit(plan, asked)


def record_exit(plan: Plan, asked: ProposedExit, rules: EndingRules | None) -> None:
    """The exit happens, and what is open ends with it. `rules`: None without follow-ups."""
    notice_deadline(plan, asked.on)
    interrupt_all(plan, asked.on)
    members: dict[str, Any] = {
        "exit_class": asked.to.exit_class,
        "received_by": asked.received_by,
        "follow_up_on": rules.follow_up_on(asked.on) if rules else None,
    }
    if asked.to.is_to_work:
        plan.record(ExitedToWork, asked.on, **members, subsidy_kind=asked.to.subsidy_kind)
    else:
        plan.record(_elsewhere(asked.to), asked.on, **members)
    take_back_miss(plan)


def _elsewhere(to: Exit) -> type[Exited]:
    """The fact of an exit that is not to work."""
    if to.is_to_studies:
        return ExitedToStudies
    is_to_enhanced = to.exit_class is ExitClass.ENHANCED_COOPERATION
    return ExitedToEnhancedCooperation if is_to_enhanced else ExitedOtherwise
