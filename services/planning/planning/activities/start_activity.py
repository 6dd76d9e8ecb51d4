from dataclasses import field
from uuid import UUID, uuid4

from planning.plan import Plan, PlanCommand, PlanFact
from planning.plan.activity import Activity
from samplan.contracts.codes import ActivityKind, Agency


class ActivityStarted(PlanFact):
    TOPIC = "planning.ActivityStarted"
    activity_id: UUID
    kind: ActivityKind
    owner_agency: Agency

    def apply(self, plan: Plan) -> None:
        started = Activity(
            id=self.activity_id, kind=self.kind, owner=self.owner_agency, started_on=self.occurred_on
        )
        plan.activities = {**plan.activities, started.id: started}


class StartActivity(PlanCommand, path="activities", sv="Påbörja en aktivitet", en="Start an activity"):
    """The calling agency owns it. It is the last one in the answer's `activities`."""

    activity_id: UUID = field(default_factory=uuid4)
    kind: ActivityKind

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        started = {"activity_id": self.activity_id, "kind": self.kind, "owner_agency": self.by}
        plan.record(ActivityStarted, self.occurred_on, **started)
