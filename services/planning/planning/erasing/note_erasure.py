from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.erasing.planning_erasure import PlanningErasure
from planning.plan import Office
from samplan.contracts.codes import Agency
from samplan.privacy.circle.circles import is_from_issuer


class NoteErasure(Command[Office]):
    """The consent service has erased a participant. `agencies`: those that have no ground against it.

    The clock destroys the key: a key store that cannot be written parks no event.
    An erasure that another service than the participant's issuer publishes is ignored (I12).
    """

    erasure_id: UUID
    participant_id: UUID
    agencies: tuple[Agency, ...]
    source: str
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> None:
        if office.keeper in self.agencies and is_from_issuer(self.participant_id, self.source, work):
            PlanningErasure.note(self.erasure_id, self.participant_id, self.occurred_on, work)
