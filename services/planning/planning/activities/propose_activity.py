from datetime import date
from uuid import UUID

from chassis.decisions.commands import PlannedDate, Records
from planning.activities.accept_activity import ActivityAccepted
from planning.activities.item_command import NewItemCommand
from planning.conflicts.require_no_conflict import require_no_conflict
from planning.dates.period import EndsBeforeItStarts
from planning.office import Office, SeenPlan
from planning.plan import Plan, PlanFact
from planning.plan.activity import Activity, ItemStatus, Provider, ResponsibleRole
from samplan.contracts.codes import ActivityKind, Agency


class ActivityProposed(PlanFact):
    """Role and provider stay here: no event tells them."""

    TOPIC = "planning.ActivityProposed"
    activity_id: UUID
    kind: ActivityKind
    owner_agency: Agency
    proposed_by: Agency
    planned_from: date
    planned_to: date
    responsible_role: ResponsibleRole | None = None
    provider: Provider | None = None

    def apply(self, plan: Plan) -> None:
        planned = Activity(
            id=self.activity_id,
            kind=self.kind,
            owner=self.owner_agency,
            begins_on=self.planned_from,
            status=ItemStatus.PROPOSED,
            proposed_by=self.proposed_by,
            proposed_on=self.occurred_on,
            planned_from=self.planned_from,
            planned_to=self.planned_to,
            responsible_role=self.responsible_role,
            provider=self.provider,
        )
        plan.put(planned)


class ProposeActivity(
    NewItemCommand,
    path="proposals",
    sv="Planera en aktivitet framåt",
    en="Plan an activity ahead",
    creates=True,
):
    """For the calling agency, which accepts it by doing so, or for another `owner`, which answers (P-07).

    409 `intervention_conflict` names each rule that stands against it on its first day (P-08).
    """

    kind: ActivityKind
    owner: Agency | None = None
    planned_from: PlannedDate
    planned_to: PlannedDate
    responsible_role: ResponsibleRole | None = None
    provider: Provider | None = None

    def carry_out(self, work: Records, office: Office) -> SeenPlan:
        seen = super().carry_out(work, office)
        require_no_conflict(seen.plan, self.activity_id, self.planned_from, self.by, work, office)
        return seen

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        plan.require_begun_on(self.planned_from)
        if self.planned_to < self.planned_from:
            raise EndsBeforeItStarts
        owner = self.owner or self.by
        plan.require_named(owner)
        plan.record(
            ActivityProposed,
            self.occurred_on,
            activity_id=self.activity_id,
            kind=self.kind,
            owner_agency=owner,
            proposed_by=self.by,
            planned_from=self.planned_from,
            planned_to=self.planned_to,
            responsible_role=self.responsible_role,
            provider=self.provider,
        )
        if owner == self.by:
            plan.record(ActivityAccepted, self.occurred_on, activity_id=self.activity_id)
