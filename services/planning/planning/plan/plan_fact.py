"""What all facts of a plan have in common."""

from dataclasses import field
from datetime import date
from typing import Any, ClassVar

from chassis.decisions.domain import DomainEvent
from samplan.contracts.codes import InterruptionReason


class PlanFact(DomainEvent):
    """`shared`: whether other agencies may know of it; decided once, when it happens (C-06, C-07).

    `published_under`: the version of the circle that allowed it; none where the consent service numbers none.
    `TOLD_AS`: the published event that tells of it, where that is not the one of its own name.
    """

    TOLD_AS: ClassVar[str | None] = None
    PROPOSES: ClassVar[bool] = False
    """Whether it asks the owner of an item for something, who may decline."""

    occurred_on: date
    shared: bool
    published_under: int | None = field(default=None, kw_only=True)

    @property
    def is_withheld(self) -> bool:
        return not self.shared

    def mutate(self, aggregate: Any) -> Any:
        """Also keep the fact: a command reads its own earlier facts from the plan."""
        plan: Any = super().mutate(aggregate)
        plan.history = (*plan.history, self)
        if self.is_told:
            plan.note_told(self)
        return plan

    @property
    def is_told(self) -> bool:
        """Whether the agencies in the plan, its keeper among them, know of it (K4)."""
        return self.shared or self.is_end_of_plan

    @property
    def is_end_of_plan(self) -> bool:
        """Whether an item ends with the plan: its keeper decides that, and not the item's owner."""
        return not self.PROPOSES and getattr(self, "reason", None) is InterruptionReason.PLAN_ENDED


def contract_named(fact: type[DomainEvent]) -> str:
    """The published event that tells of the fact; for a private fact, one that does not exist."""
    return f"samplan.{getattr(fact, 'TOLD_AS', None) or vars(fact)['TOPIC']}.v1"
