"""What all commands on one plan have in common."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records, ShortText
from planning.office.office import Office
from planning.office.seen_plan import SeenPlan
from planning.plan.circle_today import NOT_ASKED, CircleToday
from planning.plan.plan import Plan
from planning.plan.refusals import SharingHasEnded
from samplan.contracts.codes import Agency

CirclesToday = Callable[[UUID, Records], CircleToday]


def plan_in_circle(plan: Plan, work: Records, circles: CirclesToday) -> Plan:
    """The plan, with today's circle of its participant to decide by."""
    plan.circle = circles(plan.participant_id, work)
    return plan


def close_unless_open(plan: Plan, by: Agency, work: Records) -> None:
    """While the end of a consent may be unread, an agency sees its own items alone, and others learn nothing.

    Raises StillCatchingUp for an agency without items (C-06).
    """
    if not work.is_open(*plan.rests_on):
        if not plan.has_items_of(by):
            work.require_open(*plan.rests_on)
        plan.circle = NOT_ASKED


class DecisionInPlan(Command[Office]):
    """A decision in one plan, on a day, by an agency that takes part in it.

    Its `decide` refuses, or records facts, and records nothing when the plan is already as requested.
    """

    plan_id: UUID
    by: Agency
    role: ShortText = "system"
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> SeenPlan:
        plan = self.plan_in(work, office.circle_today)
        self.carry_out_in(plan, office)
        seen = self.seen(plan)
        office.log_answer(seen, self.role, work)
        return seen

    def seen(self, plan: Plan) -> SeenPlan:
        """What the answer shows."""
        return SeenPlan(plan, self.by)

    def plan_in(self, work: Records, circles: CirclesToday) -> Plan:
        """Raises NotFound for an agency without an item that may not know of the plan."""
        return self.shown_plan(work, circles)

    def shown_plan(self, work: Records, circles: CirclesToday) -> Plan:
        """Raises NotFound for an agency without an item that may not know of the plan."""
        return work.load(
            Plan,
            self.plan_id,
            if_shown=lambda plan: plan_in_circle(plan, work, circles).is_shown_to(self.by),
        )

    def known_plan(self, work: Records, circles: CirclesToday) -> Plan:
        """Raises NotFound for an agency that may not know of the whole plan."""
        return work.load(
            Plan,
            self.plan_id,
            if_shown=lambda plan: plan_in_circle(plan, work, circles).is_known_to(self.by),
        )

    @abstractmethod
    def carry_out_in(self, plan: Plan, office: Office) -> None:
        """Call `decide` with the plan and what else it needs: a rule of the programme, sealed words."""


class ByPlanAlone(DecisionInPlan):
    """One that needs nothing but the plan."""

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        self.decide(plan)

    @abstractmethod
    def decide(self, plan: Plan) -> None: ...


class SharedPlanDecision(DecisionInPlan):
    """One for an agency that may know of the whole plan."""

    def plan_in(self, work: Records, circles: CirclesToday) -> Plan:
        """Raises StillCatchingUp, and SharingHasEnded for an agency that may know of its own items alone."""
        plan = super().plan_in(work, circles)
        work.require_caught_up(*plan.rests_on)
        if not plan.may_be_changed_by(self.by):
            raise SharingHasEnded
        return plan


class WholePlanDecision(SharedPlanDecision):
    """One over the whole plan, on its version (P-25)."""


class PlanCommand(ByPlanAlone, WholePlanDecision):
    """One that needs nothing but the plan."""


class OwnItemDecision(DecisionInPlan):
    """One that changes an item of the calling agency alone: no end of a consent prevents it, nor silence.

    What is decided while the end of a consent may be unread is published nowhere (C-06, C-09).
    """

    def plan_in(self, work: Records, circles: CirclesToday) -> Plan:
        found = work.find(Plan, self.plan_id)
        if found is None or not found.has_items_of(self.by):
            work.require_open()  # first: silence does not tell whether there is such a plan
        plan = super().plan_in(work, circles)
        close_unless_open(plan, self.by, work)
        return plan
