"""Which participants have no current activity, or Swedish studies as the only one (P-07)?"""

from datetime import date
from uuid import UUID

from chassis.http.dependencies import Store
from chassis.http.fields import View
from chassis.http.paging import Limit, Page
from planning.register.table import reader
from planning.showing.access import Reader
from planning.showing.closed_plans import Withheld, listed
from planning.showing.example import row_like
from samplan.contracts.codes import Agency

_WITHOUT_ACTIVITY = """
SELECT plan_id, programme, coordinator, opened_on, swedish_studies > 0 AS only_swedish_studies FROM plans
WHERE open_to LIKE :reader AND ended_on IS NULL AND activities = swedish_studies
AND :withheld NOT LIKE '%,' || plan_id || ',%'
ORDER BY opened_on, plan_id LIMIT :limit OFFSET :offset"""


class PlanWithoutActivity(View):
    """A plan without a current activity, or with Swedish studies alone."""

    model_config = row_like(coordinator="malmo-ifo", onlySwedishStudies=True)

    plan_id: UUID
    programme: str
    coordinator: Agency | None
    opened_on: date
    only_swedish_studies: bool


def list_plans_without_activity(
    caller: Reader, store: Store, withheld: Withheld, limit: Limit = 20, page: Page = 1
) -> list[PlanWithoutActivity]:
    """No current activity, or Swedish studies as the only one; longest enrolled first."""
    asked = {"reader": reader(caller.agency), "withheld": listed(withheld)}
    rows = store.query(_WITHOUT_ACTIVITY, {**asked, "limit": limit, "offset": (page - 1) * limit})
    return [PlanWithoutActivity(**row) for row in rows]
