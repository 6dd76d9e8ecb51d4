from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.erasures import is_from_issuer
from planning.erasing.planning_erasure import PlanningErasure
from planning.office import Office
from planning.opening.open_plans import open_plans_of
from samplan.contracts.codes.erasures import ErasureOutcome, RetentionGround


class CarryOutErasure(Command[Office]):
    """Run by the clock: destroy the key of everything that is sealed about the participant.

    A key store or a log of erasures that cannot be written fails it, and the next tick tries again. While a
    plan of the participant is open it is retained; the tick after the plan's end erases it.
    """

    erasure_id: UUID
    as_of: date

    def carry_out(self, work: Records, office: Office) -> None:
        erasure = work.load(PlanningErasure, self.erasure_id)
        if erasure.is_carried_out or not is_from_issuer(erasure, work):
            return
        if open_plans_of(erasure.participant_id, work):
            erasure.acknowledge(ErasureOutcome.RETAINED, RetentionGround.OPEN_CASE, self.as_of)
            return
        office.words.erase(erasure.participant_id)
        erasure.acknowledge(ErasureOutcome.ERASED, None, self.as_of)
