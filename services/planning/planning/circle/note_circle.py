from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.office import Office
from planning.plan.circle_today import PLAN
from samplan.contracts.event import ContractEvent
from samplan.contracts.owners.erasures import ErasureExecuted
from samplan.privacy.circle.circles import apply_to_circle, note_mark
from samplan.privacy.circle.parked import clean_after_erasure, clean_parked
from samplan.privacy.deliveries.changes import Gate, note_change


class NoteCircle(Command[Office]):
    """The consent service has published something that may change who may know what."""

    event: ContractEvent
    source: str
    sequence: int

    def carry_out(self, work: Records, office: Office) -> None:
        changed = apply_to_circle(self.event, self.source, work)
        note_mark(self.source, UUID(self.event.subject_id), self.sequence, work)
        note_change(self.event, changed, Gate(PLAN, office.keeper, office.today()), work)
        if changed is not None:
            clean_parked(changed, office.keeper, work)
        if isinstance(self.event, ErasureExecuted):
            clean_after_erasure(self.event, self.source, work)
