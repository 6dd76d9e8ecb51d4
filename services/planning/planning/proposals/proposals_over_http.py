"""The proposals in plans that wait for an answer, over HTTP."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter

from chassis.http.fields import View
from chassis.http.paging import Paging
from planning.proposals.unanswered_proposals import OURS, Proposal
from planning.register.shown_rows import Shown
from planning.showing.example import row_like
from samplan.contracts.codes import Agency


class UnansweredProposal(View):
    """An activity, or a change of one, that its owner has not answered."""

    model_config = row_like(
        proposalId="c8d5e4f3-2a1b-4fae-89d8-17a6f5e4d323",
        activityId="3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        what="completion",
        ownerAgency="malmo-ifo",
        proposedBy="af",
        proposedOn="2022-03-21",
    )

    proposal_id: UUID
    activity_id: UUID
    plan_id: UUID
    programme: str
    opened_on: date
    what: Proposal
    owner_agency: Agency
    proposed_by: Agency
    proposed_on: date


proposals = APIRouter(tags=["activities"])


@proposals.get("/v1/unanswered-proposals", summary="Obesvarade förslag · Unanswered proposals")
def list_unanswered_proposals(shown: Shown, paging: Paging) -> list[UnansweredProposal]:
    """To the calling agency, and by it; the one that has waited longest first."""
    rows = shown.page(OURS, {"agency": shown.caller.agency}, paging)
    return [UnansweredProposal(**row) for row in rows]
