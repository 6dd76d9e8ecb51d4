from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.disclosing.log_shown import log_words_of_others
from planning.office import Office
from planning.office.beside import is_known_beside, plan_of_own_record
from planning.placements.placement import Placement, SeenPlacement
from planning.plan.circle_today import PLAN
from samplan.contracts.codes import Agency


def shown_placement(placement_id: UUID, by: Agency, work: Records, office: Office) -> Placement:
    """Raises NotFound for an agency that it is not shown to, before its version is compared."""
    return work.load(
        Placement,
        placement_id,
        if_shown=lambda one: (
            one.is_shown_to(by, office.keeper) and is_known_beside(one.plan_id, one.owner, by, work, office)
        ),
    )


class ShowPlacement(Command[Office]):
    """To the agency that offered it and to the keeper, with the employer: to the keeper, a disclosure."""

    placement_id: UUID
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> SeenPlacement:
        placement = shown_placement(self.placement_id, self.by, work, office)
        if self.by != placement.owner:
            plan = plan_of_own_record(placement.plan_id, self.by, work, office.circle_today)
            log_words_of_others(plan, [placement.owner], self.role, PLAN, work)
        return SeenPlacement(placement, office.words.open(placement.sealed, record=placement.id))
