"""Lists over HTTP: one question each, answered with the plans that the calling agency may see."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from chassis.http.fields import Id, LocalDate, today
from chassis.http.paging import Limit, Page
from chassis.http.problems import Problem
from planning.api.access import AnyReader, Reader
from planning.api.rows import CoordinatedPlan, OverduePlan, PlanInError, PlanReference, PlanWithoutActivity
from planning.queries.my_plans import my_plans
from planning.queries.overdue_plans import overdue_plans
from planning.queries.plans_entered_in_error import plans_entered_in_error
from planning.queries.plans_of import plans_of
from planning.queries.plans_without_activity import plans_without_activity
from samplan.bus.store.transactions import Database

router = APIRouter(prefix="/v1", tags=["lists"])


def _database(request: Request) -> Database:
    database: Database = request.app.state.application.database
    return database


Store = Annotated[Database, Depends(_database)]


@router.get("/plans", summary="Sök en plan · Find a plan")
def find_plans(
    caller: Reader,
    store: Store,
    referral_id: Annotated[Id | None, Query(alias="referralId")] = None,
    participant_id: Annotated[Id | None, Query(alias="participantId")] = None,
) -> list[PlanReference]:
    """By referral or by participant: exactly one of the two."""
    if (referral_id is None) == (participant_id is None):
        raise Problem(422, "invalid_request", errors=[{"pointer": "#/query", "code": "one_of_two"}])
    rows = plans_of(store, caller.agency, referral_id=referral_id, participant_id=participant_id)
    return [PlanReference(**row) for row in rows]


@router.get("/overdue-plans", summary="Försenade planer · Overdue plans")
def list_overdue_plans(
    caller: Reader,
    store: Store,
    as_of: Annotated[LocalDate | None, Query(alias="asOf")] = None,
    limit: Limit = 20,
    page: Page = 1,
) -> list[OverduePlan]:
    """Not agreed by the day they were due, the latest first; as of today unless another day is given."""
    on = as_of or today()
    rows = overdue_plans(store, caller.agency, on, limit=limit, offset=(page - 1) * limit)
    return [OverduePlan(**row, days_late=_days(row["plan_due_on"], on)) for row in rows]


@router.get("/plans-without-activity", summary="Planer utan aktivitet · Plans without activity")
def list_plans_without_activity(
    caller: Reader, store: Store, limit: Limit = 20, page: Page = 1
) -> list[PlanWithoutActivity]:
    """Nothing going on, or Swedish studies as the only thing."""
    rows = plans_without_activity(store, caller.agency, limit=limit, offset=(page - 1) * limit)
    return [PlanWithoutActivity(**row) for row in rows]


@router.get("/my-plans", summary="Våra planer · The plans we coordinate")
def list_my_plans(caller: Reader, store: Store, limit: Limit = 20, page: Page = 1) -> list[CoordinatedPlan]:
    """Those still going on, longest enrolled first."""
    rows = my_plans(store, caller.agency, limit=limit, offset=(page - 1) * limit)
    return [CoordinatedPlan(**row) for row in rows]


@router.get("/plans-entered-in-error", summary="Felregistrerade planer · Plans entered in error")
def list_plans_entered_in_error(
    caller: AnyReader, store: Store, limit: Limit = 20, page: Page = 1
) -> list[PlanInError]:
    """Those that the calling agency kept, coordinated or had an activity in, the latest first.

    Told at any time: what is heard later can only add to it.
    """
    rows = plans_entered_in_error(store, caller.agency, limit=limit, offset=(page - 1) * limit)
    return [PlanInError(**row) for row in rows]


def _days(since: str, until: date) -> int:
    return (until - date.fromisoformat(since)).days
