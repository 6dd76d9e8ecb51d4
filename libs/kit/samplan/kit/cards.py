"""Activity cards, one function for each kind (docs/cards.md): written in the caller's own transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid4

from samplan.contracts.codes import ActivityKind, Agency, InterruptionReason
from samplan.contracts.codes.items import Financing
from samplan.contracts.planning.cards import (
    ActivityCard,
    OwnActivityCompleted,
    OwnActivityInterrupted,
    OwnActivityPlanned,
    OwnActivityReplanned,
    OwnActivityStarted,
    PlannedActivityStarted,
)
from samplan.kit.transactions import Within


class Plan(NamedTuple):
    """A plan, and the agency whose planning service keeps it: the writer of its `PlanOpened`."""

    keeper: Agency
    id: UUID


class Period(NamedTuple):
    """The planned days of an activity, both included."""

    first: date
    last: date


Write = Callable[[ActivityCard, Within | None], None]


class Cards:
    """Sends what the agency's own staff have done.

    `activity_id` is the agency's own id of the activity; without one, a new one is made and returned.
    `within` is the caller's transaction: the card is sent if it commits. Without it, the card has its own.
    """

    def __init__(self, write: Write) -> None:
        self._write = write

    def plan_activity(
        self,
        plan: Plan,
        *,
        kind: ActivityKind,
        planned: Period,
        occurred_on: date,
        activity_id: UUID | None = None,
        within: Within | None = None,
    ) -> UUID:
        """`OwnActivityPlanned`: the agency plans an activity of its own ahead."""
        own = activity_id or uuid4()
        card = OwnActivityPlanned(
            keeper=plan.keeper,
            plan_id=plan.id,
            activity_id=own,
            kind=kind,
            planned_from=planned.first,
            planned_to=planned.last,
            occurred_on=occurred_on,
        )
        self._write(card, within)
        return own

    def start_activity(
        self,
        plan: Plan,
        *,
        kind: ActivityKind,
        occurred_on: date,
        financing: Financing = Financing.ORDINARY,
        activity_id: UUID | None = None,
        within: Within | None = None,
    ) -> UUID:
        """`OwnActivityStarted`: an activity has started that no earlier card has planned."""
        own = activity_id or uuid4()
        card = OwnActivityStarted(
            keeper=plan.keeper,
            plan_id=plan.id,
            activity_id=own,
            kind=kind,
            financing=financing,
            occurred_on=occurred_on,
        )
        self._write(card, within)
        return own

    def start_planned_activity(
        self,
        plan: Plan,
        activity_id: UUID,
        *,
        occurred_on: date,
        financing: Financing = Financing.ORDINARY,
        within: Within | None = None,
    ) -> None:
        """`PlannedActivityStarted`: an activity has started that an earlier card has planned."""
        card = PlannedActivityStarted(
            keeper=plan.keeper,
            plan_id=plan.id,
            activity_id=activity_id,
            financing=financing,
            occurred_on=occurred_on,
        )
        self._write(card, within)

    def replan_activity(
        self,
        plan: Plan,
        activity_id: UUID,
        *,
        planned: Period,
        occurred_on: date,
        within: Within | None = None,
    ) -> None:
        """`OwnActivityReplanned`: the planned days have changed."""
        card = OwnActivityReplanned(
            keeper=plan.keeper,
            plan_id=plan.id,
            activity_id=activity_id,
            planned_from=planned.first,
            planned_to=planned.last,
            occurred_on=occurred_on,
        )
        self._write(card, within)

    def complete_activity(
        self, plan: Plan, activity_id: UUID, *, occurred_on: date, within: Within | None = None
    ) -> None:
        """`OwnActivityCompleted`: the activity is completed."""
        card = OwnActivityCompleted(
            keeper=plan.keeper, plan_id=plan.id, activity_id=activity_id, occurred_on=occurred_on
        )
        self._write(card, within)

    def interrupt_activity(
        self,
        plan: Plan,
        activity_id: UUID,
        *,
        reason: InterruptionReason,
        occurred_on: date,
        within: Within | None = None,
    ) -> None:
        """`OwnActivityInterrupted`: the activity has ended before its goal."""
        card = OwnActivityInterrupted(
            keeper=plan.keeper,
            plan_id=plan.id,
            activity_id=activity_id,
            reason=reason,
            occurred_on=occurred_on,
        )
        self._write(card, within)
