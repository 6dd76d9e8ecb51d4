from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.placements.placement import Placement, SeenPlacement
from planning.plan import Office
from samplan.contracts.codes import Agency


class ShowPlacement(Command[Office]):
    """To the agency that offered it and to the keeper, with the employer."""

    placement_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> SeenPlacement:
        placement = work.load(
            Placement, self.placement_id, if_shown=lambda one: one.is_shown_to(self.by, office.keeper)
        )
        return SeenPlacement(placement, office.words.open(placement.sealed, record=placement.id))
