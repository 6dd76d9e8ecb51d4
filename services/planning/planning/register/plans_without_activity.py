"""Which participants have no current activity, or Swedish studies alone for no reason (P-07)?

Not while the clock is stopped: on sick leave or abroad no participant waits for an activity (P-21).
"""

from datetime import date
from uuid import UUID

from chassis.decisions.clock import today
from chassis.decisions.listing import Listing
from chassis.http.fields import View
from chassis.http.paging import Paging
from planning.register.led_plans import IS_WITHOUT_ACTIVITY
from planning.register.shown_rows import Shown
from planning.showing.example import row_like
from samplan.contracts.codes import Agency

_WITHOUT_ACTIVITY = Listing(
    f"""
SELECT plan_id, participant_id, programme, coordinator, opened_on,
    swedish_studies > 0 AS only_swedish_studies FROM plans
WHERE ended_on IS NULL AND {IS_WITHOUT_ACTIVITY}""",  # noqa: S608  # a constant
    keys=("opened_on", "plan_id"),
)


class PlanWithoutActivity(View):
    """A plan without a current activity, or with Swedish studies alone."""

    model_config = row_like(coordinator="malmo-ifo", onlySwedishStudies=True)

    plan_id: UUID
    programme: str
    coordinator: Agency | None
    opened_on: date
    only_swedish_studies: bool


def list_plans_without_activity(shown: Shown, paging: Paging) -> list[PlanWithoutActivity]:
    """No current activity, or Swedish studies alone for no reason, and a running clock; longest first."""
    rows = shown.page(_WITHOUT_ACTIVITY, {"on": today().isoformat()}, paging)
    return [PlanWithoutActivity(**row) for row in rows]
