"""One workshop that an agency held: which of the nine, when, and who attended."""

from datetime import date
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from planning.dates.entered import EnteredFact, entry_of
from planning.office.beside import ToldFact, told
from planning.plan import Plan
from planning.plan.refusals import PlanHasEnded
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import WorkshopKind


class WorkshopFact(DomainEvent):
    occurred_on: date


class WorkshopHeld(Created, WorkshopFact, EnteredFact, private=True):
    """Those who attended are published one by one."""

    TOPIC = "planning.WorkshopHeld"
    workshop: WorkshopKind
    agency: Agency


class Workshop(Aggregate):
    """Owned by the agency that held it. The keeper of the plans sees it too."""

    TOPIC = "planning.Workshop"
    Event = WorkshopFact

    def __init__(
        self,
        *,
        workshop: WorkshopKind,
        agency: Agency,
        occurred_on: date,
        conducted_by: Agency | None = None,
        entered_by: Agency | None = None,
        entered_on: date | None = None,
    ) -> None:
        self.kind = workshop
        self.owner = agency
        self.held_on = occurred_on
        self.entry = entry_of(conducted_by, entered_by, entered_on)
        self.attended_by: tuple[UUID, ...] = ()

    def is_shown_to(self, agency: Agency, keeper: Agency) -> bool:
        return agency in (self.owner, keeper)

    def attend(self, plan: Plan) -> None:
        """Once. Raises BeforeTheStart, or PlanHasEnded for a plan that ended before the day."""
        plan.require_begun_on(self.held_on)
        if plan.ended_on is not None and plan.ended_on < self.held_on:
            raise PlanHasEnded
        if plan.id not in self.attended_by:
            self.trigger_event(
                WorkshopAttended,
                plan_id=plan.id,
                workshop=self.kind,
                occurred_on=self.held_on,
                **told(plan, WorkshopAttended, self.held_on),
            )


class WorkshopAttended(WorkshopFact, ToldFact):
    TOPIC = "planning.WorkshopAttended"
    workshop: WorkshopKind

    def apply(self, workshop: Workshop) -> None:
        workshop.attended_by = (*workshop.attended_by, self.plan_id)
