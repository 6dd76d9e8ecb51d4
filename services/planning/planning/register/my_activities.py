"""Which activities of ours are current, in any plan?"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from chassis.http.dependencies import Store
from chassis.http.fields import View
from chassis.http.paging import Paging
from planning.plan import Plan, PlanFact
from planning.showing.access import AnyReader
from planning.showing.example import row_like
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import ActivityKind

MIGRATIONS = (
    Migration(
        "planning-5",
        (
            """CREATE TABLE current_activities (
                activity_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, programme TEXT NOT NULL,
                owner TEXT NOT NULL, kind TEXT NOT NULL, started_on TEXT NOT NULL)""",
            "CREATE INDEX current_activities_by_owner ON current_activities (owner, started_on)",
            "CREATE INDEX current_activities_by_plan ON current_activities (plan_id)",
        ),
    ),
)

_OURS = Listing(
    "SELECT activity_id, plan_id, programme, kind, started_on FROM current_activities WHERE owner = :owner",
    keys=("started_on", "activity_id"),
)


def write_activities(plan: Plan, _: Sequence[PlanFact], tables: Records) -> None:
    """The plan's current activities."""
    tables.write("DELETE FROM current_activities WHERE plan_id = :id", {"id": str(plan.id)})
    for one in plan.current_activities:
        tables.write(
            "INSERT INTO current_activities VALUES (:activity, :plan, :programme, :owner, :kind, :on)",
            {
                "activity": str(one.id),
                "plan": str(plan.id),
                "programme": plan.programme,
                "owner": one.owner.value,
                "kind": one.kind.value,
                "on": one.begins_on.isoformat(),
            },
        )


CURRENT_ACTIVITIES = Projection(of=Plan, facts=(PlanFact,), fold=write_activities)


class OwnActivity(View):
    """A current activity of the calling agency."""

    model_config = row_like(
        activityId="3f2504e0-4f89-41d3-9a0c-0305e82c3301", kind="swedish_studies", startedOn="2022-03-21"
    )

    activity_id: UUID
    plan_id: UUID
    programme: str
    kind: ActivityKind
    started_on: date


def list_my_activities(caller: AnyReader, store: Store, paging: Paging) -> list[OwnActivity]:
    """The longest current first. An agency sees and ends its own, whatever consent has ended (C-09)."""
    rows = paging.rows(_OURS, store.query, {"owner": caller.agency})
    return [OwnActivity(**row) for row in rows]
