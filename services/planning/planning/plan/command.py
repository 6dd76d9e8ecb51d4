"""What all commands on one plan have in common."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records, ShortText
from planning.plan.circle_today import CircleToday
from planning.plan.office import Office
from planning.plan.plan import Plan
from planning.plan.refusals import SharingHasEnded
from planning.plan.seen_plan import SeenPlan
from samplan.contracts.codes import Agency

CirclesToday = Callable[[UUID, Records], CircleToday]


def plan_in_circle(plan: Plan, work: Records, circles: CirclesToday) -> Plan:
    """The plan, with today's circle of its participant to decide by."""
    plan.circle = circles(plan.participant_id, work)
    return plan


class PlanCommand(Command[Office]):
    """A decision in one plan, on a day, by an agency that takes part in it.

    `IS_OF_OWN_ITEM`: it changes an item of the calling agency alone; no end of a consent prevents it (C-09).
    """

    IS_OF_OWN_ITEM: ClassVar[bool] = False

    plan_id: UUID
    by: Agency
    role: ShortText = "system"
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> SeenPlan:
        plan = self.plan_in(work, office.circle_today)
        self.decide(plan)
        seen = SeenPlan(plan, self.by)
        office.log_answer(seen, self.role, work)
        return seen

    def plan_in(self, work: Records, circles: CirclesToday) -> Plan:
        """Raises StillCatchingUp, NotFound for an agency without an item that may not know of the plan.

        Raises SharingHasEnded when such an agency has an item, and the command is about more than that.
        """
        plan = work.load(
            Plan,
            self.plan_id,
            if_shown=lambda plan: plan_in_circle(plan, work, circles).is_shown_to(self.by),
        )
        work.require_caught_up(*plan.rests_on)
        if not (self.IS_OF_OWN_ITEM or plan.may_be_changed_by(self.by)):
            raise SharingHasEnded
        return plan

    @abstractmethod
    def decide(self, plan: Plan) -> None:
        """Refuses, or records facts. Records nothing when the plan is already as requested."""
