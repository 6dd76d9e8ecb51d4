from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.plan import Office
from planning.workshops.workshop import Workshop
from samplan.contracts.codes import Agency


class ShowWorkshop(Command[Office]):
    """Its owner and the keeper alone are shown it."""

    workshop_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> Workshop:
        """Raises NotFound."""
        return work.load(
            Workshop, self.workshop_id, if_shown=lambda one: one.is_shown_to(self.by, office.keeper)
        )
