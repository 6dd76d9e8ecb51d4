"""Which proposals in plans wait for an answer: ours, or from us (P-07)?"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from chassis.decisions.commands import Records
from chassis.decisions.listing import Listing
from chassis.decisions.projections import Projection
from planning.plan import Plan, PlanFact
from planning.plan.activity import ItemStatus
from samplan.bus.store.migrations import Migration

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

OURS = Listing(
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
