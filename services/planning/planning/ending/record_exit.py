from dataclasses import field
from datetime import date
from typing import Any

from planning.activities.interrupt_activity import interrupt_all
from planning.clock.deadline import notice_deadline, take_back_miss
from planning.ending.close_check import Closing, require_nothing_blocks
from planning.plan import LeadingCommand, Plan, PlanFact
from planning.plan.exits import Exit
from samplan.contracts.codes import Agency, ExitClass, SubsidyKind


class Exited(PlanFact):
    """What the three kinds of exit have in common. `received_by` stays here."""

    exit_class: ExitClass
    received_by: Agency | None = field(default=None, kw_only=True)

    @property
    def to(self) -> Exit:
        return Exit(self.exit_class)

    def apply(self, plan: Plan) -> None:
        plan.ending = plan.ending.exited(self.to, self.received_by)
        plan.ended_on = self.occurred_on


class ExitedToWork(Exited):
    TOPIC = "planning.ExitedToWork"
    subsidy_kind: SubsidyKind | None

    @property
    def to(self) -> Exit:
        return Exit(self.exit_class, self.subsidy_kind)


class ExitedToStudies(Exited):
    TOPIC = "planning.ExitedToStudies"


class ExitedOtherwise(Exited):
    TOPIC = "planning.ExitedOtherwise"


class RecordExit(LeadingCommand, path="exit", sv="Avsluta", en="Record the exit"):
    """Closes the plan, once its summary is written; 409 lists every blocker at once.

    `receivingAgency` continues with the participant: it may fetch the summary.
    """

    exit_class: ExitClass
    subsidy_kind: SubsidyKind | None = None
    receiving_agency: Agency | None = None

    def decide(self, plan: Plan) -> None:
        to, on = Exit(self.exit_class, self.subsidy_kind), self.occurred_on
        plan.require_open_on(on)
        if self.receiving_agency:
            plan.require_named(self.receiving_agency)
        require_nothing_blocks(plan, Closing(to=to.exit_class, on=on, by=self.by))
        notice_deadline(plan, on)
        interrupt_all(plan, on)
        record_exit(plan, to, on, self.receiving_agency)
        take_back_miss(plan)


def record_exit(plan: Plan, to: Exit, on: date, received_by: Agency | None) -> None:
    members: dict[str, Any] = {"exit_class": to.exit_class, "received_by": received_by}
    if to.is_to_work:
        plan.record(ExitedToWork, on, **members, subsidy_kind=to.subsidy_kind)
    else:
        plan.record(ExitedToStudies if to.is_to_studies else ExitedOtherwise, on, **members)
