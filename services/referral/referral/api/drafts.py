"""Drafts over HTTP (R-01): the writing agency's alone, gone 30 days after the last edit."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from chassis.decisions.work import Application
from chassis.http.commands import view_response
from chassis.http.fields import Id
from chassis.http.paging import Limit, Page
from referral.api.access import CREATED, ETAG, Reader, Writer
from referral.api.draft_views import DraftForm, DraftLine, DraftView, OpenedDraftView, Submission
from referral.api.views import ReferralView
from referral.commands import BeginDraft, DiscardDraft, EditDraft, ReadDraft, SubmitDraft
from referral.queries.drafts import own_drafts
from samplan.bus.store.transactions import Database

router = APIRouter(prefix="/v1/referral-drafts", tags=["drafts"])

DraftId = Annotated[Id, Path(alias="draftId")]
DRAFT: dict[int | str, dict[str, Any]] = {
    200: {"model": DraftView, "description": "The draft as it now is", "headers": ETAG}
}


@router.post(
    "",
    status_code=201,
    summary="Börja ett utkast · Begin a draft",
    responses={201: {"model": DraftView, "description": "The draft", "headers": ETAG}},
)
def begin_draft(form: DraftForm, writer: Writer) -> Response:
    """As much of the form as there is. Nothing of a draft is published or shown to another agency."""
    asked = BeginDraft(by=writer.caller.agency, form=form.form, on=form.occurred_on)
    return writer.create(asked, DraftView.of, lambda made: f"/v1/referral-drafts/{made.id}")


@router.get("", summary="Egna utkast · Own drafts")
def list_own_drafts(caller: Reader, request: Request, limit: Limit = 20, page: Page = 1) -> list[DraftLine]:
    """The last edited one first."""
    database: Database = request.app.state.database
    rows = own_drafts(database, caller.agency, limit=limit, offset=(page - 1) * limit)
    return [DraftLine(**row) for row in rows]


@router.get(
    "/{draftId}",
    summary="Visa ett utkast · Show a draft",
    responses={
        200: {"model": OpenedDraftView, "description": "With every gap that is left", "headers": ETAG}
    },
)
def show_draft(draft_id: DraftId, caller: Reader, request: Request) -> Response:
    application: Application = request.app.state.application
    opened = application.execute(ReadDraft(draft_id=draft_id, by=caller.agency))
    return view_response(opened.draft, lambda _: OpenedDraftView.of(opened))


@router.put("/{draftId}", summary="Skriv om utkastet · Write the draft anew", responses=DRAFT)
def edit_draft(draft_id: DraftId, form: DraftForm, writer: Writer) -> Response:
    """The whole form; its 30 days begin again."""
    asked = EditDraft(draft_id=draft_id, by=writer.caller.agency, form=form.form, on=form.occurred_on)
    return writer.change(asked, draft_id, DraftView.of)


@router.delete("/{draftId}", summary="Kasta utkastet · Discard the draft", responses=DRAFT)
def discard_draft(draft_id: DraftId, writer: Writer) -> Response:
    """What was written in it is erased at once."""
    return writer.change(DiscardDraft(draft_id=draft_id, by=writer.caller.agency), draft_id, DraftView.of)


@router.post(
    "/{draftId}/submission",
    status_code=201,
    summary="Lämna utkastet som remiss · Submit the draft as a referral",
    responses=CREATED,
)
def submit_draft(draft_id: DraftId, _: Submission, writer: Writer) -> Response:
    """Every gap that is left is named in one answer, 422. The draft is erased once it is a referral."""
    asked = SubmitDraft(draft_id=draft_id, by=writer.caller.agency)
    return writer.create(asked, ReferralView.of, lambda made: f"/v1/referrals/{made.id}")
