"""Lists over HTTP: one question each, answered with the referrals that the calling agency may see."""

from collections.abc import Callable

from fastapi import APIRouter, Request

from chassis.http.auth import Caller
from chassis.http.paging import Limit, Page
from referral.api.access import Reader
from referral.api.case_view import CaseView
from referral.queries.intake_meetings import intake_meetings
from referral.queries.own_referrals import own_referrals
from referral.queries.waiting_referrals import waiting_referrals
from samplan.bus.store.transactions import Database, Row
from samplan.contracts.codes import Agency

router = APIRouter(prefix="/v1", tags=["lists"])

Question = Callable[..., list[Row]]


@router.get("/referrals", summary="Egna remisser · Own referrals")
def list_own_referrals(caller: Reader, request: Request, limit: Limit = 20, page: Page = 1) -> list[CaseView]:
    """Newest first."""
    return _answer(own_referrals, caller, request, limit, page)


@router.get("/waiting-referrals", summary="Remisser som väntar · Waiting referrals")
def list_waiting_referrals(
    caller: Reader, request: Request, limit: Limit = 20, page: Page = 1
) -> list[CaseView]:
    """Those with income support first, then the longest waiting."""
    return _answer(waiting_referrals, caller, request, limit, page)


@router.get("/intake-meetings", summary="Bokade inskrivningssamtal · Booked intake meetings")
def list_intake_meetings(
    caller: Reader, request: Request, limit: Limit = 20, page: Page = 1
) -> list[CaseView]:
    """The next one first."""
    return _answer(intake_meetings, caller, request, limit, page)


def _answer(question: Question, caller: Caller, request: Request, limit: int, page: int) -> list[CaseView]:
    database: Database = request.app.state.database
    keeper: Agency = request.app.state.settings.agency
    rows = question(database, caller.agency, keeper, limit=limit, offset=(page - 1) * limit)
    return [CaseView(**row) for row in rows]
