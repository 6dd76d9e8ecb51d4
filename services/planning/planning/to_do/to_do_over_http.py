"""A case officer's to-do list over HTTP."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.http.fields import Code, Id, LocalDate, View
from chassis.http.paging import Paging
from planning.plan.activity import ResponsibleRole
from planning.showing.access import Answering, Reader
from planning.to_do.list_to_do import ListToDo
from planning.to_do.task import ToDoRule, Urgency

DAYS_AHEAD = 30


class TaskView(View):
    """`day`: the last one in time or, of what waits, the one since when it does.

    `days`: from today to that day, negative once it has passed. `link`: the record to open.
    `responsibleRole`: who answers for the item at the agency, where its item says so.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "rule": "agreement_due",
                    "urgency": "overdue",
                    "day": "2022-04-02",
                    "days": -10,
                    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                    "responsibleRole": None,
                    "link": "/v1/plans/5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                }
            ]
        }
    )

    rule: ToDoRule
    urgency: Urgency
    day: date
    days: int
    plan_id: UUID | None
    responsible_role: ResponsibleRole | None
    link: str


def list_to_do(
    caller: Reader,
    answering: Answering,
    paging: Paging,
    until: Annotated[LocalDate | None, Query(description="Of what lies ahead; in 30 days by default")] = None,
    role: Annotated[
        Code[ResponsibleRole] | None, Query(description="Without items that another role answers for")
    ] = None,
    team_id: Annotated[Id | None, Query(alias="teamId", description="In the plans of the team alone")] = None,
) -> list[TaskView]:
    """What the calling agency is to do in all plans, by urgency, each with its rule and its record (P-24).

    In the plans that it leads: agreements, consents that end, no activity, follow-ups. Its own agreement,
    items past their days, demands, proposals and health requests to answer, meetings without notes.
    """
    on = today()
    asked = ListToDo(
        until=until or on + timedelta(days=DAYS_AHEAD),
        responsible=role,
        team_id=team_id,
        place=paging.place,
        by=caller.agency,
        role=caller.role,
    )
    rows = paging.shown(answering(asked))
    return [TaskView(**row, days=(date.fromisoformat(row["day"]) - on).days) for row in rows]
