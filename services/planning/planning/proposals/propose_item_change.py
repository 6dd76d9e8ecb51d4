from dataclasses import field, replace
from datetime import date
from typing import Any, ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import LongText, PlannedDate
from planning.activities.item_command import OthersItemDecision
from planning.activities.reason_in_words import require_words_for_other, sealed_words
from planning.office import Office
from planning.plan import Plan, PlanFact
from planning.plan.item_change import ItemChange, MembersOfAnotherChange, OwnItem
from samplan.contracts.codes import Agency, InterruptionReason
from samplan.contracts.codes.items import ItemChangeKind

TOLD_WITH = {
    ItemChangeKind.COMPLETION: {"ends_on"},
    ItemChangeKind.INTERRUPTION: {"ends_on", "reason"},
    ItemChangeKind.DATES: {"planned_from", "planned_to"},
}


class ItemChangeProposed(PlanFact):
    """Days and reason stay here until the owner accepts them."""

    TOPIC = "planning.ItemChangeProposed"
    PROPOSES: ClassVar[bool] = True
    activity_id: UUID
    change_id: UUID
    change: ItemChangeKind
    proposed_by: Agency
    ends_on: date | None = None
    reason: InterruptionReason | None = None
    planned_from: date | None = None
    planned_to: date | None = None
    sealed: str | None = None

    def apply(self, plan: Plan) -> None:
        change = ItemChange(
            id=self.change_id,
            kind=self.change,
            proposed_by=self.proposed_by,
            proposed_on=self.occurred_on,
            ends_on=self.ends_on,
            reason=self.reason,
            planned_from=self.planned_from,
            planned_to=self.planned_to,
            sealed=self.sealed,
        )
        plan.put(replace(plan.activities[self.activity_id], change=change))


class ProposeItemChange(
    OthersItemDecision,
    path="changes",
    sv="Föreslå en ändring av en annan parts aktivitet",
    en="Propose a change of another agency's activity",
):
    """Its owner answers. An end has `endsOn`, an interruption a `reason` too; `dates` has both days.

    The reason `other` is told in `words`, for the owner alone.
    """

    change_id: UUID = field(default_factory=uuid4)
    change: ItemChangeKind
    ends_on: date | None = None
    reason: InterruptionReason | None = None
    planned_from: PlannedDate | None = None
    planned_to: PlannedDate | None = None
    words: LongText | None = None

    def carry_out_in(self, plan: Plan, office: Office) -> None:
        self.decide(plan, sealed_words(plan, self.activity_id, self.words, office))

    def decide(self, plan: Plan, sealed: str | None) -> None:
        require_words_for_other(self.reason, sealed)
        if {name for name, value in self._asked().items() if value} != TOLD_WITH[self.change]:
            raise MembersOfAnotherChange
        plan.require_open_on(self.occurred_on)
        item = plan.activity(self.activity_id)
        if item.owner == self.by:
            raise OwnItem
        item.require_no_change()
        if self.ends_on:
            item.require_may_end(item.owner, self.ends_on)
        if self.planned_from and self.planned_to:
            plan.require_begun_on(self.planned_from)
            item.require_may_be_replanned(self.planned_from, self.planned_to)
        proposed: dict[str, Any] = {
            "change_id": self.change_id,
            "change": self.change,
            "proposed_by": self.by,
        }
        proposed |= {"activity_id": item.id, "sealed": sealed}
        plan.record(ItemChangeProposed, self.occurred_on, **proposed, **self._asked())

    def _asked(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("ends_on", "reason", "planned_from", "planned_to")}
