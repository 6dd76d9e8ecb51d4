"""An agency takes back what it has proposed to an activity's owner, until the owner answers."""

from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Refused
from planning.activities.item_command import OthersItemCommand
from planning.plan import Plan, PlanFact
from planning.plan.activity import ItemStatus
from planning.plan.refusals import NotTheOwner


class NotTheProposer(NotTheOwner):
    code = "not_the_proposer"
    title: ClassVar[str] = "Only the agency that made the proposal may withdraw it"


class ProposalIsAnswered(Refused):
    code = "proposal_is_answered"
    title: ClassVar[str] = "The owner has answered the proposal: propose a change of the activity"


class ActivityProposalWithdrawn(PlanFact):
    TOPIC = "planning.ActivityProposalWithdrawn"
    activity_id: UUID

    def apply(self, plan: Plan) -> None:
        plan.put(plan.activities[self.activity_id].withdrawn())


class ItemChangeWithdrawn(PlanFact):
    TOPIC = "planning.ItemChangeWithdrawn"
    activity_id: UUID
    change_id: UUID

    def apply(self, plan: Plan) -> None:
        plan.put(replace(plan.activities[self.activity_id], change=None))


class WithdrawActivityProposal(
    OthersItemCommand,
    path="withdrawal",
    sv="Återta en föreslagen aktivitet",
    en="Withdraw a proposed activity",
):
    """Only the agency that proposed it may, until its owner answers. Withdrawn again, nothing changes."""

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        item = plan.activity(self.activity_id)
        if item.proposed_by != self.by:
            raise NotTheProposer
        if item.status is ItemStatus.WITHDRAWN:
            return
        if item.status is not ItemStatus.PROPOSED:
            raise ProposalIsAnswered
        plan.record(ActivityProposalWithdrawn, self.occurred_on, activity_id=item.id)


class WithdrawItemChange(
    OthersItemCommand,
    path="changes/{changeId}/withdrawal",
    sv="Återta en föreslagen ändring",
    en="Withdraw a proposed change",
):
    """Only the agency that proposed it may, until the owner answers."""

    change_id: UUID

    def decide(self, plan: Plan) -> None:
        plan.require_open_on(self.occurred_on)
        change = plan.activity(self.activity_id).waiting_change(self.change_id)
        if change.proposed_by != self.by:
            raise NotTheProposer
        withdrawn = {"activity_id": self.activity_id, "change_id": change.id}
        plan.record(ItemChangeWithdrawn, self.occurred_on, **withdrawn)
