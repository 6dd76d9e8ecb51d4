"""Which requests for health coordination wait for the calling agency's result?"""

from collections.abc import Sequence

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from planning.health.health_request import HealthFact, HealthRequest
from planning.plan import Plan, PlanFact
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "planning-health-1",
        (
            """CREATE TABLE unanswered_health_requests (
                assessment_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, participant_id TEXT NOT NULL,
                asked_of TEXT NOT NULL, requested_by TEXT NOT NULL, requested_on TEXT NOT NULL)""",
        ),
    ),
)

UNANSWERED = Listing(
    """
SELECT assessment_id, plan_id, participant_id, requested_by, requested_on FROM unanswered_health_requests
WHERE asked_of = :agency""",
    keys=("requested_on", "assessment_id"),
)


def _fold(request: HealthRequest, _: Sequence[HealthFact], tables: Records) -> None:
    if request.availability is not None:
        tables.write(
            "DELETE FROM unanswered_health_requests WHERE assessment_id = :id", {"id": str(request.id)}
        )
        return
    tables.write(
        "INSERT INTO unanswered_health_requests"
        " VALUES (:id, :plan_id, :participant_id, :asked_of, :requested_by, :requested_on)",
        {
            "id": str(request.id),
            "plan_id": str(request.plan_id),
            "participant_id": str(request.participant_id),
            "asked_of": request.asked_of.value,
            "requested_by": request.requested_by.value,
            "requested_on": request.requested_on.isoformat(),
        },
    )


def _fold_error(plan: Plan, _: Sequence[PlanFact], tables: Records) -> None:
    """A plan of the wrong person is shown to its keeper alone (R-13)."""
    if plan.entered_in_error_on is not None:
        tables.write(
            "DELETE FROM unanswered_health_requests WHERE plan_id = :plan_id AND asked_of <> :keeper",
            {"plan_id": str(plan.id), "keeper": plan.kept_by.value},
        )


UNANSWERED_REQUESTS = Projection(of=HealthRequest, facts=(HealthFact,), fold=_fold)
REQUESTS_IN_ERROR = Projection(of=Plan, facts=(PlanFact,), fold=_fold_error)
