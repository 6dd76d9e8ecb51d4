from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.competence.command import OpenCompetence, opened
from planning.competence.competence import Competence
from planning.office import Office
from planning.office.beside import is_right_for
from samplan.contracts.codes import Agency


class ShowCompetence(Command[Office]):
    """The calling agency's own record of a plan, whatever consent has ended."""

    plan_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> OpenCompetence:
        """Raises NotFound."""
        record = work.load(
            Competence,
            Competence.id_of(self.plan_id, self.by),
            if_shown=lambda one: is_right_for(self.by, one.plan_id, work),
        )
        return opened(record, office)
