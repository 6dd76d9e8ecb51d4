"""What the commands on one workshop have in common."""

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.office import Office
from planning.office.beside import plan_of_own_record, plan_to_work_in
from planning.plan import Plan
from planning.plan.refusals import NotTheOwner
from planning.workshops.workshop import Workshop
from samplan.contracts.codes import Agency

PlanOf = Callable[[UUID], Plan]


class WorkshopOfAnother(NotTheOwner):
    title: ClassVar[str] = "Only the agency that plans or has held the workshop may change it"


class WorkshopCommand(Command[Office]):
    """A decision on one workshop, by the agency that owns it."""

    workshop_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> Workshop:
        """Raises NotFound or WorkshopOfAnother, and what `decide` raises."""
        workshop = work.load(
            Workshop, self.workshop_id, if_shown=lambda one: one.is_shown_to(self.by, office.keeper)
        )
        if self.by != workshop.owner:
            raise WorkshopOfAnother

        def plan_of(plan_id: UUID) -> Plan:
            """Of a person invited already, whichever consent has ended since (C-09)."""
            if plan_id in workshop.invited:
                return plan_of_own_record(plan_id, self.by, work, office.circle_today)
            return plan_to_work_in(plan_id, self.by, work, office)

        self.decide(workshop, plan_of, office)
        return workshop

    @abstractmethod
    def decide(self, workshop: Workshop, plan_of: PlanOf, office: Office) -> None:
        """Refuses, or records facts. `plan_of` raises NotFound, StillCatchingUp or SharingHasEnded."""
