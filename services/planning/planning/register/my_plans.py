"""Which plans that have not ended do we coordinate?"""

from datetime import date
from uuid import UUID

from chassis.http.dependencies import Store
from chassis.http.fields import View
from chassis.http.paging import Limit, Page
from planning.register.table import reader
from planning.showing.access import Reader
from planning.showing.closed_plans import Withheld, listed
from planning.showing.example import row_like

_MINE = """
SELECT plan_id, programme, opened_on, plan_due_on, agreed_on, activities FROM plans
WHERE coordinator = :agency AND open_to LIKE :reader AND ended_on IS NULL
AND :withheld NOT LIKE '%,' || plan_id || ',%'
ORDER BY opened_on, plan_id LIMIT :limit OFFSET :offset"""


class CoordinatedPlan(View):
    """A plan that the calling agency coordinates, with its number of current activities."""

    model_config = row_like(planDueOn="2022-04-02", agreedOn="2022-03-14", activities=2)

    plan_id: UUID
    programme: str
    opened_on: date
    plan_due_on: date
    agreed_on: date | None
    activities: int


def list_my_plans(
    caller: Reader, store: Store, withheld: Withheld, limit: Limit = 20, page: Page = 1
) -> list[CoordinatedPlan]:
    """Those that have not ended, longest enrolled first."""
    asked = {"agency": caller.agency, "reader": reader(caller.agency), "withheld": listed(withheld)}
    rows = store.query(_MINE, {**asked, "limit": limit, "offset": (page - 1) * limit})
    return [CoordinatedPlan(**row) for row in rows]
