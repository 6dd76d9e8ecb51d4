from planning.activities.interrupt_activity import interrupt_all
from planning.clock.deadline import notice_deadline, take_back_miss
from planning.ending.close_check import Closing, require_nothing_blocks
from planning.plan import LeadingCommand, Plan, PlanFact
from planning.plan.exits import Exit
from samplan.contracts.codes import ExitClass, SubsidyKind


class Exited(PlanFact):
    """What the three kinds of exit have in common."""

    exit_class: ExitClass

    def apply(self, plan: Plan) -> None:
        plan.exit = Exit(self.exit_class, getattr(self, "subsidy_kind", None))
        plan.ended_on = self.occurred_on


class ExitedToWork(Exited):
    TOPIC = "planning.ExitedToWork"
    subsidy_kind: SubsidyKind | None


class ExitedToStudies(Exited):
    TOPIC = "planning.ExitedToStudies"


class ExitedOtherwise(Exited):
    TOPIC = "planning.ExitedOtherwise"


class RecordExit(LeadingCommand, path="exit", sv="Avsluta", en="Record the exit"):
    """Closes the plan and interrupts its current activities; 409 lists every blocker at once."""

    exit_class: ExitClass
    subsidy_kind: SubsidyKind | None = None

    def decide(self, plan: Plan) -> None:
        to, on = Exit(self.exit_class, self.subsidy_kind), self.occurred_on
        plan.require_open_on(on)
        require_nothing_blocks(plan, Closing(to=to.exit_class, on=on, by=self.by))
        notice_deadline(plan, on)
        interrupt_all(plan, on)
        if to.is_to_work:
            plan.record(ExitedToWork, on, exit_class=to.exit_class, subsidy_kind=to.subsidy_kind)
        else:
            plan.record(
                ExitedToStudies if to.is_to_studies else ExitedOtherwise, on, exit_class=to.exit_class
            )
        take_back_miss(plan)
