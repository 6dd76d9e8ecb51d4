"""Participants who stay beyond the guideline, over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.http.fields import LocalDate, View
from chassis.http.paging import Paging
from planning.showing.access import Answering, Reader
from planning.stays.list_long_stays import ListLongStays
from samplan.contracts.codes import Agency


class LongStayView(View):
    """`stayUntil`: the last day of the guideline, `stoppedDays` later than without stops of the clock."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "planId": "5f1d3c52-6a0b-5c1e-8f53-0f6a2f3c7b11",
                    "programme": "malmokraften",
                    "coordinator": "malmo-ifo",
                    "since": "2022-02-01",
                    "stayUntil": "2022-08-11",
                    "stoppedDays": 10,
                    "daysBeyond": 21,
                }
            ]
        }
    )

    plan_id: UUID
    programme: str
    coordinator: Agency | None
    since: date
    stay_until: date
    stopped_days: int
    days_beyond: int


def list_long_stays(
    caller: Reader,
    answering: Answering,
    paging: Paging,
    as_of: Annotated[LocalDate | None, Query(alias="asOf")] = None,
) -> list[LongStayView]:
    """Beyond the programme's guideline, the longest first. `asOf` is today by default.

    Of an agency's own track the guideline is its own. No exit follows from it.
    """
    on = as_of or today()
    asked = ListLongStays(as_of=on, place=paging.place, by=caller.agency, role=caller.role)
    rows = paging.shown(answering(asked))
    return [
        LongStayView(**row, days_beyond=(on - date.fromisoformat(row["stay_until"])).days) for row in rows
    ]
