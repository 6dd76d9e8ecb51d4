from dataclasses import dataclass
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.office import Office
from planning.register.list_plans import plans_told_to
from planning.workshops.workshop import Workshop
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class SeenWorkshop:
    """A workshop as one agency sees it: the plans of those invited, and of those who attended, that it
    may know of today.
    """

    workshop: Workshop
    invited: tuple[UUID, ...]
    attended_by: tuple[UUID, ...]

    @property
    def version(self) -> int:
        return self.workshop.version


class ShowWorkshop(Command[Office]):
    """Its owner and the keeper alone are shown it."""

    workshop_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> SeenWorkshop:
        """Raises NotFound."""
        workshop = work.load(
            Workshop, self.workshop_id, if_shown=lambda one: one.is_shown_to(self.by, office.keeper)
        )
        invited, attended_by = (
            tuple(plans_told_to(self.by, workshop.owner, plan_ids, work, office))
            for plan_ids in (workshop.invited, workshop.attended_by)
        )
        return SeenWorkshop(workshop, invited, attended_by)
