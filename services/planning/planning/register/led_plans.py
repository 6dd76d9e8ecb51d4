"""Which plans that have not ended does an agency answer for?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.listing import rows_among
from samplan.bus.store.transactions import Row
from samplan.contracts.codes import Agency

IS_WITHOUT_ACTIVITY = """study_visit = 0 AND activities = swedish_studies AND NOT EXISTS (
    SELECT 1 FROM clock_stops WHERE clock_stops.plan_id = plans.plan_id
    AND first_on <= :on AND last_on >= :on)"""

_NAMED = "SELECT plan_id, participant_id, coordinator FROM plans WHERE plan_id IN (:among)"
_LED = f"""
SELECT plan_id, participant_id, opened_on, plan_due_on, agreed_on, study_visit,
    CASE WHEN {IS_WITHOUT_ACTIVITY} THEN 1 ELSE 0 END AS is_without_activity FROM plans
WHERE ended_on IS NULL AND (coordinator = :agency OR (coordinator IS NULL AND :agency = :keeper))"""  # noqa: S608  # a constant


def led_plans(agency: Agency, keeper: Agency, on: date, work: Records) -> list[Row]:
    """Those that it coordinates; the keeper's also those without a coordinator."""
    return work.rows(_LED, {"agency": agency.value, "keeper": keeper.value, "on": on.isoformat()})


def participants_of(plan_ids: Sequence[str], work: Records) -> Mapping[str, UUID]:
    return {row["plan_id"]: UUID(row["participant_id"]) for row in _plans(plan_ids, work)}


def led_among(plan_ids: Sequence[str], agency: Agency, keeper: Agency, work: Records) -> frozenset[str]:
    """Those of the plans that the agency answers for, ended or not."""
    return frozenset(
        row["plan_id"] for row in _plans(plan_ids, work) if (row["coordinator"] or keeper) == agency
    )


def _plans(plan_ids: Sequence[str], work: Records) -> Iterator[Row]:
    return rows_among(work.rows, _NAMED, plan_ids)
