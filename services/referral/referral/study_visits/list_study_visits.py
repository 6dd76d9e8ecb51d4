"""The running study visits over HTTP (R-07)."""

from datetime import date
from uuid import UUID

from pydantic import ConfigDict, Field

from chassis.decisions.clock import today
from chassis.decisions.listing import Listing
from chassis.http.dependencies import Store
from chassis.http.fields import View
from chassis.http.paging import Paging
from referral.lists.whose import Whose
from referral.register.by_id import shown_among

_RUNNING = Listing("SELECT * FROM study_visits", keys=("due_on", "referral_id"))


class StudyVisitView(View):
    """A running visit. The earlier of its two limits is `dueOn`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "referralId": "0f8fad5b-d9cb-469f-a165-70867728950e",
                    "startedOn": "2016-07-01",
                    "followUpBy": "2016-09-29",
                    "decideBy": "2016-10-01",
                    "dueOn": "2016-09-29",
                    "followedUpOn": None,
                    "remindedDays": 60,
                    "isOverdue": False,
                }
            ]
        }
    )

    referral_id: UUID
    started_on: date
    follow_up_by: date
    decide_by: date
    due_on: date
    followed_up_on: date | None
    reminded_days: int | None = Field(description="Days after the start of the last reminder")
    is_overdue: bool = Field(description="Past its last day: only the end of participation is accepted")


def list_study_visits(whose: Whose, store: Store, paging: Paging) -> list[StudyVisitView]:
    """Overdue ones, then the next one due."""
    running = _RUNNING.rows_after(store.query, {}, paging.place.after)
    shown = shown_among([row["referral_id"] for row in running], whose, store.query)
    ours = [row for row in running if row["referral_id"] in shown]
    rows = paging.shown(_RUNNING.cut(ours, paging.place.limit))
    on = today().isoformat()
    return [StudyVisitView(**row, is_overdue=row["due_on"] < on) for row in rows]
