from uuid import UUID

from chassis.decisions.commands import Records
from planning.activities.item_command import NewItemCommand
from planning.conflicts.require_no_conflict import require_no_conflict
from planning.office import Office, SeenPlan
from planning.plan import Plan, PlanFact
from planning.plan.activity import Activity, ItemStatus
from samplan.contracts.codes import ActivityKind, Agency
from samplan.contracts.codes.items import Financing


class ActivityStarted(PlanFact):
    TOPIC = "planning.ActivityStarted"
    activity_id: UUID
    kind: ActivityKind
    owner_agency: Agency
    financing: Financing = Financing.ORDINARY

    def apply(self, plan: Plan) -> None:
        unplanned = Activity(
            id=self.activity_id,
            kind=self.kind,
            owner=self.owner_agency,
            begins_on=self.occurred_on,
            status=ItemStatus.ACCEPTED,
        )
        item = plan.activities.get(self.activity_id, unplanned)
        plan.put(item.started(self.occurred_on, self.financing))


class StartActivity(NewItemCommand, path="", sv="Påbörja en aktivitet", en="Start an activity", creates=True):
    """The calling agency owns it. It asks for no version of the plan: the item has one of its own (P-25).

    409 `intervention_conflict` names each rule that stands against it, and whose rule it is (P-08).
    """

    kind: ActivityKind
    financing: Financing = Financing.ORDINARY

    def carry_out(self, work: Records, office: Office) -> SeenPlan:
        seen = super().carry_out(work, office)
        require_no_conflict(seen.plan, self.activity_id, self.occurred_on, self.by, work, office)
        return seen

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        started = {"activity_id": self.activity_id, "kind": self.kind, "owner_agency": self.by}
        plan.record(ActivityStarted, self.occurred_on, **started, financing=self.financing)
