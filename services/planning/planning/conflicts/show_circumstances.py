from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import NotFound
from planning.conflicts.circumstances import Circumstances
from planning.conflicts.note_circumstance import OwnNotes
from planning.office import Office
from samplan.contracts.codes import Agency


class ShowCircumstances(Command[Office]):
    """The calling agency's own notes, whatever consent has ended."""

    plan_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> OwnNotes:
        """Raises NotFound, also where other agencies alone have noted something."""
        circumstances = work.load(Circumstances, Circumstances.id_of(self.plan_id))
        notes = OwnNotes(circumstances, self.by, circumstances.opened(office.words).of(self.by))
        if notes.version == 0:
            raise NotFound
        return notes
