from collections.abc import Iterator
from dataclasses import field, replace
from datetime import date

from planning.activities.interrupt_activity import ActivityInterrupted
from planning.after_exit.exited import exit_of
from planning.clock.deadline import notice_deadline, take_back_miss
from planning.ending.close_check import Closing, out_of_order, refuse_for
from planning.office import LeadingDecision, Office, require_not_erased
from planning.plan import Plan, PlanFact
from planning.plan.activity import Activity, ItemStatus
from planning.plan.exits import WAITS_FOR_NOBODY, Exit
from samplan.contracts.codes import ExitClass, InterruptionReason, SubsidyKind


class ExitCorrected(PlanFact):
    """On the day of the exit, as corrected."""

    TOPIC = "planning.ExitCorrected"
    exit_class: ExitClass
    subsidy_kind: SubsidyKind | None
    follow_up_on: date | None = field(default=None, kw_only=True)

    def apply(self, plan: Plan) -> None:
        plan.ending = plan.ending.corrected(Exit(self.exit_class, self.subsidy_kind), self.follow_up_on)
        plan.ended_on = self.occurred_on


class CorrectExit(LeadingDecision, path="exit-correction", sv="Rätta avslutet", en="Correct the exit"):
    """Of another class, kind or day (`occurredOn`). What ended with the exit ends with the corrected one.

    409 `exit_blocked` lists what the exit would come before.
    """

    exit_class: ExitClass
    subsidy_kind: SubsidyKind | None = None

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        """Raises NoPlanningRule and ParticipantIsErased, too."""
        require_not_erased(plan, office)
        rules = office.endings(plan.programme, self.occurred_on)
        is_followed_up = self.exit_class not in WAITS_FOR_NOBODY
        self.decide(plan, rules.follow_up_on(self.occurred_on) if is_followed_up else None)

    def decide(self, plan: Plan, follow_up_on: date | None) -> None:
        """Raises NotExited, BeforeTheStart or ExitBlocked."""
        to, on = Exit(self.exit_class, self.subsidy_kind), self.occurred_on
        if (exit_of(plan), plan.ended_on) == (to, on):
            return
        plan.require_begun_on(on)
        moved = list(_ended_with_exit(plan))
        again = [replace(one, status=ItemStatus.STARTED, ended_on=None) for one in moved]
        others = [one for one in plan.activities.values() if one not in moved]
        refuse_for(out_of_order(plan, Closing(to=to.exit_class, on=on, by=self.by), [*others, *again]))
        for one in moved:
            if one.ended_on != on:
                plan.record(ActivityInterrupted, on, activity_id=one.id, reason=InterruptionReason.PLAN_ENDED)
        plan.record(
            ExitCorrected,
            on,
            exit_class=to.exit_class,
            subsidy_kind=to.subsidy_kind,
            follow_up_on=follow_up_on,
        )
        take_back_miss(plan)
        notice_deadline(plan, on)


def _ended_with_exit(plan: Plan) -> Iterator[Activity]:
    for one in plan.activities.values():
        if one.interrupted_because is InterruptionReason.PLAN_ENDED and one.ended_on == plan.ended_on:
            yield one
