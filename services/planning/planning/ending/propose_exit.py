"""An exit that waits: what the other agencies do ends by their own answers (P-17)."""

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date
from typing import TypeGuard
from uuid import uuid5

from planning.plan import Plan, PlanFact
from planning.plan.activity import Activity, ItemStatus
from planning.plan.exits import Exit, ProposedExit
from planning.plan.item_change import ItemChange
from planning.proposals.propose_item_change import ItemChangeProposed
from samplan.contracts.codes import Agency, ExitClass, InterruptionReason, SubsidyKind
from samplan.contracts.codes.items import ItemChangeKind


class ExitProposed(PlanFact, private=True):
    """Published once it happens. `asked_on`: the day from which the other agencies have time to answer."""

    TOPIC = "planning.ExitProposed"
    exit_class: ExitClass
    subsidy_kind: SubsidyKind | None
    by: Agency
    asked_on: date
    received_by: Agency | None = field(default=None, kw_only=True)

    def apply(self, plan: Plan) -> None:
        proposed = ProposedExit(
            to=Exit(self.exit_class, self.subsidy_kind),
            on=self.occurred_on,
            by=self.by,
            asked_on=self.asked_on,
            received_by=self.received_by,
        )
        plan.ending = plan.ending.waiting(proposed)


def open_for_others(plan: Plan, by: Agency) -> Sequence[Activity]:
    """What other agencies do, plan, or have not answered."""
    return [one for one in plan.activities.values() if one.owner != by and (one.is_current or one.is_planned)]


def propose_exit(plan: Plan, asked: ProposedExit) -> None:
    """Record it, and propose to each owner that its activity ends with it. Again, it asks who declined."""
    before = plan.ending.proposed
    if before is None or replace(asked, asked_on=before.asked_on) != before:
        plan.record(
            ExitProposed,
            asked.on,
            exit_class=asked.to.exit_class,
            subsidy_kind=asked.to.subsidy_kind,
            by=asked.by,
            asked_on=asked.asked_on,
            received_by=asked.received_by,
        )
    for item in open_for_others(plan, asked.by):
        if item.change is None and item.status is not ItemStatus.PROPOSED:
            _propose_end(plan, item, asked)


def asks_end(change: ItemChange | None, proposed: ProposedExit) -> TypeGuard[ItemChange]:
    """Whether the exit has asked for the change, and its owner has not answered."""
    return (
        change is not None
        and change.reason is InterruptionReason.PLAN_ENDED
        and (change.proposed_by, change.ends_on) == (proposed.by, proposed.on)
    )


def _propose_end(plan: Plan, item: Activity, asked: ProposedExit) -> None:
    plan.record(
        ItemChangeProposed,
        asked.asked_on,
        activity_id=item.id,
        change_id=uuid5(item.id, f"exit {asked.on} after {item.version}"),
        change=ItemChangeKind.INTERRUPTION,
        proposed_by=asked.by,
        ends_on=asked.on,
        reason=InterruptionReason.PLAN_ENDED,
    )
