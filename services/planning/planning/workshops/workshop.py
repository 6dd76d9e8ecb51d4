"""One workshop of an agency: which of the nine, when, who is invited, and who attended."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from planning.dates.entered import EnteredFact, entry_of
from planning.meetings.summons import TimeOfDay
from planning.office.beside import ToldFact, told
from planning.plan import Plan
from planning.plan.refusals import PlanHasEnded
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import WorkshopKind


class WorkshopIsOver(Refused):
    code = "workshop_is_over"
    title: ClassVar[str] = "The workshop has already been held or cancelled"


class WorkshopNotHeld(Refused):
    code = "workshop_not_held"
    title: ClassVar[str] = "The workshop has not been held: record that first"


class WorkshopStatus(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class WorkshopFact(DomainEvent):
    occurred_on: date


class WorkshopPlanned(Created, WorkshopFact, private=True):
    """Of what is planned nothing is published: only of what has been attended."""

    TOPIC = "planning.WorkshopPlanned"
    workshop: WorkshopKind
    agency: Agency
    planned_on: date
    starts_at: TimeOfDay


class WorkshopHeld(Created, WorkshopFact, EnteredFact, private=True):
    """One that was not planned here. Those who attended are published one by one."""

    TOPIC = "planning.WorkshopHeld"
    workshop: WorkshopKind
    agency: Agency


class Workshop(Aggregate):
    """Owned by the agency that plans or has held it. The keeper of the plans sees it too."""

    TOPIC = "planning.Workshop"
    Event = WorkshopFact

    def __init__(
        self,
        *,
        workshop: WorkshopKind,
        agency: Agency,
        occurred_on: date,
        planned_on: date | None = None,
        starts_at: TimeOfDay | None = None,
        conducted_by: Agency | None = None,
        entered_by: Agency | None = None,
        entered_on: date | None = None,
    ) -> None:
        self.kind = workshop
        self.owner = agency
        self.planned_on, self.starts_at = planned_on, starts_at
        self.held_on = None if planned_on else occurred_on
        self.is_cancelled = False
        self.entry = entry_of(conducted_by, entered_by, entered_on)
        self.invited: tuple[UUID, ...] = ()
        self.attended_by: tuple[UUID, ...] = ()

    @property
    def status(self) -> WorkshopStatus:
        if self.held_on is not None:
            return WorkshopStatus.HELD
        return WorkshopStatus.CANCELLED if self.is_cancelled else WorkshopStatus.PLANNED

    def is_shown_to(self, agency: Agency, keeper: Agency) -> bool:
        return agency in (self.owner, keeper)

    def require_ahead(self) -> date:
        """The day that it is planned for. Raises WorkshopIsOver."""
        if self.status is not WorkshopStatus.PLANNED or self.planned_on is None:
            raise WorkshopIsOver
        return self.planned_on

    def invite(self, plan: Plan, on: date) -> None:
        """Once. Raises WorkshopIsOver, and BeforeTheStart or PlanHasEnded for a plan of other days."""
        _require_running(plan, self.require_ahead())
        if plan.id not in self.invited:
            self.trigger_event(InvitedToWorkshop, plan_id=plan.id, occurred_on=on)

    def attend(self, plan: Plan) -> None:
        """Once. Raises WorkshopNotHeld, and BeforeTheStart or PlanHasEnded for a plan of other days."""
        if self.held_on is None:
            raise WorkshopNotHeld
        _require_running(plan, self.held_on)
        if plan.id not in self.attended_by:
            self.trigger_event(
                WorkshopAttended,
                plan_id=plan.id,
                workshop=self.kind,
                occurred_on=self.held_on,
                **told(plan, WorkshopAttended, self.held_on),
            )


def _require_running(plan: Plan, on: date) -> None:
    plan.require_begun_on(on)
    if plan.ended_on is not None and plan.ended_on < on:
        raise PlanHasEnded


class InvitedToWorkshop(WorkshopFact, private=True):
    TOPIC = "planning.InvitedToWorkshop"
    plan_id: UUID

    def apply(self, workshop: Workshop) -> None:
        workshop.invited = (*workshop.invited, self.plan_id)


class WorkshopAttended(WorkshopFact, ToldFact):
    TOPIC = "planning.WorkshopAttended"
    workshop: WorkshopKind

    def apply(self, workshop: Workshop) -> None:
        workshop.attended_by = (*workshop.attended_by, self.plan_id)
