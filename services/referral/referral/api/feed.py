"""The closed loop over HTTP (R-09): a feed that the referrer's system polls, and who has been forgotten."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BeforeValidator, ConfigDict, Field

from chassis.decisions.clock import today
from chassis.http.fields import LocalDate, View
from chassis.http.paging import Limit, Page, plain_number
from referral.api.access import Reader
from referral.api.case_view import CaseView
from referral.domain.state import Step
from referral.queries.feed import feed_of
from referral.queries.stale_referrals import stale_referrals
from samplan.bus.store.transactions import Database

router = APIRouter(prefix="/v1", tags=["closed loop"])

Position = Annotated[int, BeforeValidator(plain_number), Query(ge=0, le=10**15)]
ENTRY: dict[str, Any] = {
    "position": 41,
    "referralId": "0f8fad5b-d9cb-469f-a165-70867728950e",
    "step": "assessed",
    "occurredOn": "2021-06-02",
}


class FeedEntry(View):
    model_config = ConfigDict(json_schema_extra={"examples": [ENTRY]})

    position: int
    referral_id: UUID
    step: Step
    occurred_on: date


class Feed(View):
    model_config = ConfigDict(json_schema_extra={"examples": [{"entries": [ENTRY], "next": 41}]})

    entries: list[FeedEntry]
    next: int = Field(description="What to ask `after` next time; the same again when nothing has happened")


@router.get("/referral-feed", summary="Återkoppling om egna remisser · What became of own referrals")
def read_feed(caller: Reader, request: Request, after: Position = 0, limit: Limit = 100) -> Feed:
    """Each step of the calling agency's own referrals, once, in the order they happened."""
    database: Database = request.app.state.database
    entries = [FeedEntry(**row) for row in feed_of(database, caller.agency, after=after, limit=limit)]
    return Feed(entries=entries, next=entries[-1].position if entries else after)


@router.get("/stale-referrals", summary="Remisser utan åtgärd · Referrals left alone")
def list_stale_referrals(
    caller: Reader,
    request: Request,
    as_of: Annotated[LocalDate | None, Query(alias="asOf")] = None,
    limit: Limit = 20,
    page: Page = 1,
) -> list[CaseView]:
    """No step for 14 days by the given date, today when it is left out."""
    database: Database = request.app.state.database
    rows = stale_referrals(
        database,
        caller.agency,
        request.app.state.settings.agency,
        as_of=as_of or today(),
        limit=limit,
        offset=(page - 1) * limit,
    )
    return [CaseView(**row) for row in rows]
