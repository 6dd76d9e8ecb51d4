"""The deepened study visit over HTTP (R-07): begun by an enrolment in that mode, followed up, ended."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import ConfigDict, Field

from chassis.http.fields import Code, PastDate, StrictModel, View
from chassis.http.paging import Limit, Page
from referral.api.access import REFERRAL, Reader, ReferralId, Writer
from referral.api.forms import Decision
from referral.api.views import ReferralView
from referral.commands import EndStudyVisit, FollowUpStudyVisit
from referral.queries.study_visits import study_visits
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import StudyVisitEnd

router = APIRouter(prefix="/v1", tags=["study visits"])


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

    @classmethod
    def of(cls, row: Any) -> Self:
        return cls(**row)


class StudyVisitDecision(StrictModel):
    """`enrolled` asks for the day of registration as a jobseeker, and for a consent in force."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"end": "enrolled", "registeredOn": "2016-09-20", "occurredOn": "2016-09-22"}]
        }
    )

    end: Code[StudyVisitEnd]
    registered_on: PastDate | None = None
    occurred_on: PastDate


@router.get("/study-visits", summary="Pågående studiebesök · Running study visits")
def list_study_visits(
    caller: Reader, request: Request, limit: Limit = 20, page: Page = 1
) -> list[StudyVisitView]:
    """The next one due first."""
    database: Database = request.app.state.database
    keeper = request.app.state.settings.agency
    rows = study_visits(database, caller.agency, keeper, limit=limit, offset=(page - 1) * limit)
    return [StudyVisitView.of(row) for row in rows]


@router.post(
    "/referrals/{referralId}/study-visit/follow-up",
    summary="Uppföljningssamtal hållet · The follow-up meeting was held",
    responses=REFERRAL,
)
def follow_up_study_visit(referral_id: ReferralId, form: Decision, writer: Writer) -> Response:
    asked = FollowUpStudyVisit(referral_id=referral_id, by=writer.caller.agency, on=form.occurred_on)
    return writer.change(asked, referral_id, ReferralView.of)


@router.post(
    "/referrals/{referralId}/study-visit/end",
    summary="Avsluta studiebesöket · End the study visit",
    responses=REFERRAL,
)
def end_study_visit(referral_id: ReferralId, form: StudyVisitDecision, writer: Writer) -> Response:
    asked = EndStudyVisit(
        referral_id=referral_id,
        by=writer.caller.agency,
        on=form.occurred_on,
        end=form.end,
        registered_on=form.registered_on,
    )
    return writer.change(asked, referral_id, ReferralView.of)
