"""Which plans have not ended?"""

from collections.abc import Mapping

from chassis.decisions.commands import Records
from samplan.bus.store.transactions import Row


def running_plans(work: Records) -> Mapping[str, Row]:
    rows = work.rows(
        "SELECT plan_id, participant_id, programme, coordinator FROM plans WHERE ended_on IS NULL"
    )
    return {row["plan_id"]: row for row in rows}
