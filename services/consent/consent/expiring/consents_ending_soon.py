"""Which consents of the agency end soon (C-03)?"""

from datetime import date, timedelta
from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import ConfigDict

from chassis.decisions.clock import today
from chassis.http.dependencies import TheApplication
from chassis.http.fields import LocalDate, View
from chassis.http.paging import Paging
from consent.access import Reader
from consent.participants.deceased_participants import has_died
from consent.register.consents_that_end import ENDING, that_end
from samplan.bus.store.transactions import Row

FIRST_REMINDER, LAST_REMINDER = 30, 7
"""Days before the last one."""


class ConsentEndingSoon(View):
    """`reminder`: 30 or 7, the days before the last one that have been reached."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "consentId": "c1a7e3d4-2b6f-4f88-8d19-5e0a9b3c7d01",
                    "validUntil": "2021-02-16",
                    "reminder": 30,
                }
            ]
        }
    )

    consent_id: UUID
    valid_until: date
    reminder: int

    @classmethod
    def of(cls, row: Row, on: date) -> Self:
        last_day = date.fromisoformat(row["valid_until"])
        is_last = last_day - on <= timedelta(days=LAST_REMINDER)
        reminder = LAST_REMINDER if is_last else FIRST_REMINDER
        return cls(consent_id=row["consent_id"], valid_until=last_day, reminder=reminder)


def list_consents_ending_soon(
    caller: Reader,
    application: TheApplication,
    paging: Paging,
    on: Annotated[LocalDate | None, Query()] = None,
) -> list[ConsentEndingSoon]:
    """Those that name the calling agency and end within 30 days of a day (default: today), soonest first."""
    day: date = on or today()
    with application.reading() as work:
        asked = that_end(caller.agency, day, day + timedelta(days=FIRST_REMINDER))
        ending = ENDING.rows_after(work.rows, asked, paging.place.after)
        alive = [row for row in ending if not has_died(UUID(row["participant_id"]), work)]
    shown = paging.shown(ENDING.cut(alive, paging.place.limit))
    return [ConsentEndingSoon.of(row, day) for row in shown]
