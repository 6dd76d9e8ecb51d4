"""The follow-ups that are due, over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from chassis.decisions.clock import today
from chassis.http.fields import LocalDate, View
from chassis.http.paging import Paging
from planning.after_exit.follow_ups import DUE
from planning.register.shown_rows import Shown
from planning.showing.example import row_like


class DueFollowUp(View):
    model_config = row_like(exitedOn="2022-08-15", followUpOn="2023-02-15")

    plan_id: UUID
    programme: str
    opened_on: date
    exited_on: date
    follow_up_on: date


def list_due_follow_ups(
    shown: Shown, paging: Paging, as_of: Annotated[LocalDate | None, Query(alias="asOf")] = None
) -> list[DueFollowUp]:
    """Those not followed up since their exit, the first due comes first. `asOf` is today by default."""
    rows = shown.page(DUE, {"as_of": (as_of or today()).isoformat()}, paging)
    return [DueFollowUp(**row) for row in rows]


follow_ups = APIRouter(tags=["lists"])
follow_ups.get("/v1/due-follow-ups", summary="Uppföljningar efter avslut · Due follow-ups after an exit")(
    list_due_follow_ups
)
