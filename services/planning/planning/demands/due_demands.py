"""Which demands are due, and which are overdue?"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.decisions.commands import Records
from chassis.decisions.projections import Projection
from chassis.http.dependencies import LookingUp
from chassis.http.fields import LocalDate, View
from chassis.http.paging import Paging
from planning.demands.demand import Demand, DemandFact, DemandStatus
from planning.demands.list_due_demands import ListDueDemands
from planning.plan import Plan, PlanFact
from planning.showing.access import AnyReader
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import DemandKind

MIGRATIONS = (
    Migration(
        "planning-demands-1",
        (
            """CREATE TABLE open_demands (
                demand_id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, agency TEXT NOT NULL, kind TEXT NOT NULL,
                owed_by TEXT, due_on TEXT NOT NULL)""",
            "CREATE INDEX open_demands_by_day ON open_demands (due_on)",
        ),
    ),
)


def _fold(demand: Demand, _: Sequence[DemandFact], tables: Records) -> None:
    members = {"id": str(demand.id)}
    tables.write("DELETE FROM open_demands WHERE demand_id = :id", members)
    if demand.status is DemandStatus.OPEN:
        tables.write(
            "INSERT INTO open_demands VALUES (:id, :plan_id, :agency, :kind, :owed_by, :due_on)",
            {
                **members,
                "plan_id": str(demand.plan_id),
                "agency": demand.agency.value,
                "kind": demand.kind.value,
                "owed_by": demand.owed_by and demand.owed_by.value,
                "due_on": demand.due_on.isoformat(),
            },
        )


def _fold_error(plan: Plan, _: Sequence[PlanFact], tables: Records) -> None:
    """A plan of the wrong person: its keeper's own demands alone stay (R-13)."""
    if plan.entered_in_error_on is not None:
        tables.write(
            "DELETE FROM open_demands WHERE plan_id = :plan_id AND agency <> :keeper",
            {"plan_id": str(plan.id), "keeper": plan.kept_by.value},
        )


OPEN_DEMANDS = Projection(of=Demand, facts=(DemandFact,), fold=_fold)
DEMANDS_IN_ERROR = Projection(of=Plan, facts=(PlanFact,), fold=_fold_error)


class DueDemand(View):
    """`owedBy`: the agency that owes it to the participant; null where it is asked of them."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "demandId": "8f4f0d60-4e0e-4a6b-9a55-2f6d0c1b7a22",
                    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                    "agency": "malmo-ifo",
                    "kind": "hand_in_document",
                    "owedBy": None,
                    "dueOn": "2022-03-28",
                    "isOverdue": False,
                }
            ]
        }
    )

    demand_id: UUID
    plan_id: UUID
    agency: Agency
    kind: DemandKind
    owed_by: Agency | None
    due_on: date
    is_overdue: bool


def list_due_demands(
    caller: AnyReader,
    look_up: LookingUp,
    paging: Paging,
    until: Annotated[LocalDate | None, Query(description="Due by that day; today by default")] = None,
) -> list[DueDemand]:
    """Open ones that the calling agency set: the first due comes first.

    For the keeper of plans also those of the agencies that a consent in force opens to it.
    """
    on = today()
    page = look_up(ListDueDemands(until=until or on, place=paging.place, by=caller.agency))
    return [DueDemand(**row, is_overdue=row["due_on"] < on.isoformat()) for row in paging.shown(page)]
