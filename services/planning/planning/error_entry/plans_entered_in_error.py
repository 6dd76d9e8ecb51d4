"""Which plans that we took part in were entered in error?"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pydantic import ConfigDict

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from chassis.http.dependencies import Store
from chassis.http.fields import View
from chassis.http.paging import Paging
from planning.error_entry.enter_in_error import PlanEnteredInError
from planning.plan import Plan
from planning.register.table import reader, readers
from planning.showing.access import AnyReader
from samplan.bus.store.migrations import Migration

MIGRATIONS = (
    Migration(
        "planning-3",
        (
            """CREATE TABLE plans_entered_in_error (
                plan_id TEXT PRIMARY KEY, programme TEXT NOT NULL, entered_in_error_on TEXT NOT NULL,
                told_to TEXT NOT NULL)""",
        ),
    ),
)

_OURS = Listing(
    """
SELECT plan_id, programme, entered_in_error_on FROM plans_entered_in_error WHERE told_to LIKE :reader""",
    keys=("entered_in_error_on", "plan_id"),
    descending=True,
)


def _fold(plan: Plan, facts: Sequence[PlanEnteredInError], tables: Records) -> None:
    """One row for every agency that took part, although only the keeper may see the plan from now on."""
    for fact in facts:
        tables.write(
            "INSERT INTO plans_entered_in_error VALUES (:plan_id, :programme, :on, :told_to)",
            {
                "plan_id": str(plan.id),
                "programme": plan.programme,
                "on": fact.occurred_on.isoformat(),
                "told_to": readers(sorted(plan.taking_part)),
            },
        )


PLANS_ENTERED_IN_ERROR = Projection(of=Plan, facts=(PlanEnteredInError,), fold=_fold)


class PlanInError(View):
    """A plan of the wrong person: each agency that took part stops its activities."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                    "programme": "malmokraften",
                    "enteredInErrorOn": "2022-03-02",
                }
            ]
        }
    )

    plan_id: UUID
    programme: str
    entered_in_error_on: date


def list_plans_entered_in_error(caller: AnyReader, store: Store, paging: Paging) -> list[PlanInError]:
    """Those that the calling agency kept, coordinated or had an activity in, the latest first.

    Answered even while the service is catching up, as later events only add to it. No participant is shown.
    """
    rows = paging.rows(_OURS, store.query, {"reader": reader(caller.agency)})
    return [PlanInError(**row) for row in rows]
