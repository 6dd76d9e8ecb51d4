from dataclasses import field
from datetime import date
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, LongText, PlannedDate, Records
from planning.demands.demand import Demand
from planning.demands.seen_demand import SeenDemand
from planning.office import Office
from planning.office.beside import plan_to_work_in
from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import DemandKind


class SetDemand(
    Command[Office], path="", sv="Sätt ett villkor eller en uppgift", en="Set a demand", creates=True
):
    """Of the participant, or of the agency in `owedBy`, which owes it to them. `words` are sealed.

    The calling agency answers it. Published are the kind and the day, where a consent shares them.
    """

    plan_id: UUID
    demand_id: UUID = field(default_factory=uuid4)
    kind: DemandKind
    due_on: PlannedDate
    owed_by: Agency | None = None
    words: LongText | None = None
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> SeenDemand:
        """Raises what `Demand.set` raises, NotFound or SharingHasEnded."""
        plan = plan_to_work_in(self.plan_id, self.by, work, office)
        sealed = self.words and office.words.seal(
            plan.participant_id, {"words": self.words}, record=self.demand_id
        )
        demand = Demand.set(
            self.demand_id,
            plan,
            agency=self.by,
            kind=self.kind,
            due_on=self.due_on,
            owed_by=self.owed_by,
            sealed=sealed,
            on=self.occurred_on,
        )
        return SeenDemand(work.add(demand), words=None)
