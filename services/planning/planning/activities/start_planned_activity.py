from chassis.decisions.commands import Records
from planning.activities.item_command import SharedItemCommand
from planning.activities.start_activity import ActivityStarted
from planning.conflicts.require_no_conflict import require_no_conflict
from planning.office import Office, SeenPlan
from planning.plan import Plan
from samplan.contracts.codes.items import Financing


class StartPlannedActivity(
    SharedItemCommand, path="start", sv="Påbörja en planerad aktivitet", en="Start a planned activity"
):
    """Only its owner may; one that waits for an answer is accepted at the same time.

    409 `intervention_conflict` names each rule that stands against it, and whose rule it is (P-08).
    """

    financing: Financing = Financing.ORDINARY

    def carry_out(self, work: Records, office: Office) -> SeenPlan:
        seen = super().carry_out(work, office)
        require_no_conflict(seen.plan, self.activity_id, self.occurred_on, self.by, work, office)
        return seen

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        item = plan.activity(self.activity_id)
        item.require_planned(self.by)
        started = {"activity_id": item.id, "kind": item.kind, "owner_agency": item.owner}
        plan.record(ActivityStarted, self.occurred_on, **started, financing=self.financing)
