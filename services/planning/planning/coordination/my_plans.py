"""Which plans that are still going on do we coordinate?"""

from planning.queries.register import reader
from samplan.bus.store.transactions import Database, Row

_MINE = """
SELECT plan_id, programme, opened_on, plan_due_on, agreed_on, activities FROM plans
WHERE coordinator = :agency AND open_to LIKE :reader AND ended_on IS NULL
ORDER BY opened_on, plan_id LIMIT :limit OFFSET :offset"""


def my_plans(database: Database, agency: str, *, limit: int, offset: int) -> list[Row]:
    """Longest enrolled first."""
    return database.query(
        _MINE, {"agency": agency, "reader": reader(agency), "limit": limit, "offset": offset}
    )
