"""Which participants have nothing going on, or Swedish studies as the only thing (P-07)?"""

from planning.queries.register import reader
from samplan.bus.store.transactions import Database, Row

_WITHOUT_ACTIVITY = """
SELECT plan_id, programme, coordinator, opened_on, swedish_studies > 0 AS only_swedish_studies FROM plans
WHERE open_to LIKE :reader AND ended_on IS NULL AND activities = swedish_studies
ORDER BY opened_on, plan_id LIMIT :limit OFFSET :offset"""


def plans_without_activity(database: Database, agency: str, *, limit: int, offset: int) -> list[Row]:
    """Longest enrolled first."""
    return database.query(_WITHOUT_ACTIVITY, {"reader": reader(agency), "limit": limit, "offset": offset})
