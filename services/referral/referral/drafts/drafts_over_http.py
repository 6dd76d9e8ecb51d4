"""Drafts over HTTP (R-01)."""

from dataclasses import replace
from typing import Annotated

from fastapi import Path, Response

from chassis.decisions.listing import Listing
from chassis.http.commands import view_response
from chassis.http.dependencies import Store, TheApplication
from chassis.http.fields import Id
from chassis.http.paging import Paging
from chassis.http.verbs import Resource
from referral.access import Reader, Writer
from referral.drafts.begin_draft import BeginDraft
from referral.drafts.discard_draft import DiscardDraft
from referral.drafts.draft_views import PARTIAL, DraftLine, DraftView, OpenedDraftView
from referral.drafts.edit_draft import EditDraft
from referral.drafts.read_draft import ReadDraft
from referral.drafts.submit_draft import SubmitDraft
from referral.form.asked import Form
from referral.showing.referral_view import ReferralView, place_of
from referral.showing.types import TYPES

DraftId = Annotated[Id, Path(alias="draftId")]

_OWN = Listing(
    "SELECT draft_id, last_edited_on, kept_until FROM drafts WHERE agency = :agency",
    keys=("last_edited_on", "draft_id"),
    descending=True,
)

DRAFT = Resource(
    commands=(EditDraft, DiscardDraft),
    path="/v1/referral-drafts/{draftId}",
    tag="drafts",
    writer=Writer,
    view=DraftView,
    answer="The draft as it now is",
    version="The record's version",
    types={**TYPES, Form: PARTIAL},
)
NEW_DRAFT = DRAFT.created_by(BeginDraft, at="/v1/referral-drafts", answer="The draft")
SUBMISSION = replace(DRAFT, commands=SubmitDraft, view=ReferralView, answer="The referral", place=place_of)


def list_own_drafts(caller: Reader, store: Store, paging: Paging) -> list[DraftLine]:
    """The last edited one first."""
    rows = paging.rows(_OWN, store.query, {"agency": caller.agency.value})
    return [DraftLine(**row) for row in rows]


def show_draft(draft_id: DraftId, caller: Reader, application: TheApplication) -> Response:
    """With its form, and every gap that is left."""
    opened = application.execute(ReadDraft(draft_id=draft_id, by=caller.agency))
    return view_response(opened.draft, lambda _: OpenedDraftView.of(opened))
