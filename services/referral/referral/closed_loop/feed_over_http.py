"""What has happened to our referrals since we last asked (R-09), and to the plans that followed (R-18)?"""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import BeforeValidator, ConfigDict, Field

from chassis.http.dependencies import TheApplication
from chassis.http.fields import View
from chassis.http.paging import Limit, plain_number
from referral.access import Reader
from referral.case.step import Step, VisitStep
from referral.closed_loop.plan_feed import Row, page_after
from referral.closed_loop.plan_step import PlanStep
from referral.closed_loop.show_plan_steps import ShowPlanSteps
from referral.feed.receivers import NoteRead, has_read
from samplan.contracts.codes import ExitClass
from samplan.contracts.codes.endings import StepMove

Position = Annotated[int, BeforeValidator(plain_number), Query(ge=0, le=10**15)]
ENTRY: dict[str, Any] = {
    "position": 41,
    "referralId": "0f8fad5b-d9cb-469f-a165-70867728950e",
    "step": "assessed",
    "occurredOn": "2021-06-02",
}


class FeedEntry(View):
    """A step of the referral or its visit; or of the plan, with its id, the exit or how far they came."""

    model_config = ConfigDict(json_schema_extra={"examples": [ENTRY]})

    position: int
    referral_id: UUID
    step: Step | VisitStep | PlanStep
    occurred_on: date
    plan_id: UUID | None = None
    exit_class: ExitClass | None = None
    step_moved: StepMove | None = Field(None, description="Of one who left for neither work nor studies")


class Feed(View):
    model_config = ConfigDict(json_schema_extra={"examples": [{"entries": [ENTRY], "next": 41}]})

    entries: list[FeedEntry]
    next: int = Field(description="What to ask `after` next time; the same again when nothing has happened")


def read_feed(caller: Reader, application: TheApplication, after: Position = 0, limit: Limit = 100) -> Feed:
    """Each step of the calling agency's own referrals, once, in the order they happened.

    After the enrolment also those of the plan, while the consent lets the agency know it: agreed; left, with
    the class of the exit; the step moved; the exit corrected or taken back. The summary and the recommended
    next step are at the planning service.
    What came until `after` counts as seen (R-18).
    """
    with application.reading() as work:
        is_noted = has_read(caller.agency, after, work)
    if not is_noted:
        application.execute(NoteRead(by=caller.agency, after=after))
    with application.reading() as work:
        rows = page_after(caller.agency, after, limit, work)
    decided = rows[-1]["position"] if rows else after
    if any("owner" in row for row in rows):
        rows, decided = application.execute(ShowPlanSteps(by=caller.agency, role=caller.role, rows=rows))
    return Feed(entries=[_entry(row) for row in rows], next=decided)


def _entry(row: Row) -> FeedEntry:
    """Without what is not shown: the plan's owner, and the participant's id."""
    return FeedEntry(**{name: row[name] for name in FeedEntry.model_fields if name in row})
