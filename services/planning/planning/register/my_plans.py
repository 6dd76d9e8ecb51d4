"""Which plans that have not ended do we coordinate?"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from chassis.decisions.listing import Listing
from chassis.http.fields import View
from chassis.http.paging import Paging
from planning.register.shown_rows import Shown
from planning.showing.example import row_like

_MINE = Listing(
    """
SELECT plan_id, participant_id, programme, opened_on, agreed_on, activities,
    CASE WHEN study_visit = 0 THEN plan_due_on END AS plan_due_on FROM plans
WHERE coordinator = :agency AND ended_on IS NULL""",
    keys=("opened_on", "plan_id"),
)


class CoordinatedPlan(View):
    """A plan that the calling agency coordinates, with its number of current activities.

    `planDueOn`: null during a study visit.
    `isShared`: where no consent in force names the agency, the two members after it are null.
    """

    model_config = row_like(planDueOn="2022-04-02", isShared=True, agreedOn="2022-03-14", activities=2)

    plan_id: UUID
    programme: str
    opened_on: date
    plan_due_on: date | None
    is_shared: bool
    agreed_on: date | None
    activities: int | None


def list_my_plans(shown: Shown, paging: Paging) -> list[CoordinatedPlan]:
    """Those that have not ended, longest enrolled first. An end of a consent takes none of them away."""
    rows = shown.page(_MINE, {"agency": shown.caller.agency}, paging, to_their_own=True)
    return [_plan(row) for row in rows]


def _plan(row: Mapping[str, Any]) -> CoordinatedPlan:
    is_shared = row.get("is_shown", True)
    others = {} if is_shared else {"agreed_on": None, "activities": None}
    return CoordinatedPlan(**{**row, "is_shared": is_shared, **others})
