"""Which participants have no current activity, or Swedish studies as the only one (P-07)?"""

from datetime import date
from uuid import UUID

from chassis.http.fields import View
from chassis.http.paging import Limit, Page
from planning.register.shown_rows import Shown
from planning.showing.example import row_like
from samplan.contracts.codes import Agency

_WITHOUT_ACTIVITY = """
SELECT plan_id, participant_id, programme, coordinator, opened_on,
    swedish_studies > 0 AS only_swedish_studies FROM plans
WHERE ended_on IS NULL AND activities = swedish_studies
ORDER BY opened_on, plan_id LIMIT :limit OFFSET :offset"""


class PlanWithoutActivity(View):
    """A plan without a current activity, or with Swedish studies alone."""

    model_config = row_like(coordinator="malmo-ifo", onlySwedishStudies=True)

    plan_id: UUID
    programme: str
    coordinator: Agency | None
    opened_on: date
    only_swedish_studies: bool


def list_plans_without_activity(shown: Shown, limit: Limit = 20, page: Page = 1) -> list[PlanWithoutActivity]:
    """No current activity, or Swedish studies as the only one; longest enrolled first."""
    rows = shown.page(_WITHOUT_ACTIVITY, {}, limit=limit, page=page)
    return [PlanWithoutActivity(**row) for row in rows]
