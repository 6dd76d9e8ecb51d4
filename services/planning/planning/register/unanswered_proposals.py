"""Which proposals in plans wait for an answer: ours, or from us (P-07)?"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from chassis.http.fields import View
from chassis.http.paging import Paging
from planning.plan import Plan, PlanFact
from planning.plan.activity import ItemStatus
from planning.register.shown_rows import Shown
from planning.showing.example import row_like
from samplan.bus.store.migrations import Migration
from samplan.contracts.codes import Agency

MIGRATIONS = (
    Migration(
        "planning-proposals-1",
        (
            """CREATE TABLE unanswered_proposals (
                proposal_id TEXT PRIMARY KEY, activity_id TEXT NOT NULL, plan_id TEXT NOT NULL,
                participant_id TEXT NOT NULL, programme TEXT NOT NULL, opened_on TEXT NOT NULL,
                what TEXT NOT NULL, owner_agency TEXT NOT NULL, proposed_by TEXT NOT NULL,
                proposed_on TEXT NOT NULL)""",
            "CREATE INDEX unanswered_proposals_by_plan ON unanswered_proposals (plan_id)",
        ),
    ),
)

_OURS = Listing(
    """
SELECT proposal_id, activity_id, plan_id, participant_id, programme, opened_on, what, owner_agency,
    proposed_by, proposed_on FROM unanswered_proposals
WHERE (owner_agency = :agency OR proposed_by = :agency)""",
    keys=("proposed_on", "proposal_id"),
)
_INSERT = """
INSERT INTO unanswered_proposals VALUES (:proposal_id, :activity_id, :plan_id, :participant_id, :programme,
    :opened_on, :what, :owner_agency, :proposed_by, :proposed_on)"""


class Proposal(StrEnum):
    ACTIVITY = "activity"
    COMPLETION = "completion"
    INTERRUPTION = "interruption"
    DATES = "dates"


def _waiting(plan: Plan) -> Iterator[dict[str, object]]:
    for one in plan.activities.values():
        item = {"activity_id": one.id, "owner_agency": one.owner}
        if one.status is ItemStatus.PROPOSED:
            proposed = {"proposed_by": one.proposed_by, "proposed_on": one.proposed_on}
            yield {**item, **proposed, "proposal_id": one.id, "what": Proposal.ACTIVITY}
        if change := one.change:
            proposed = {"proposed_by": change.proposed_by, "proposed_on": change.proposed_on}
            yield {**item, **proposed, "proposal_id": change.id, "what": Proposal(change.kind)}


def _write_proposals(plan: Plan, _: Sequence[PlanFact], tables: Records) -> None:
    tables.write("DELETE FROM unanswered_proposals WHERE plan_id = :id", {"id": str(plan.id)})
    of = {"plan_id": plan.id, "participant_id": plan.participant_id, "programme": plan.programme}
    for one in _waiting(plan):
        row = {**of, "opened_on": plan.opened_on, **one}
        tables.write(_INSERT, {name: str(value) for name, value in row.items()})


UNANSWERED_PROPOSALS = Projection(of=Plan, facts=(PlanFact,), fold=_write_proposals)


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


def list_unanswered_proposals(shown: Shown, paging: Paging) -> list[UnansweredProposal]:
    """To the calling agency, and by it; the one that has waited longest first."""
    rows = shown.page(_OURS, {"agency": shown.caller.agency}, paging)
    return [UnansweredProposal(**row) for row in rows]
