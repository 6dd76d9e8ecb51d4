from dataclasses import field
from datetime import date
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records
from planning.dates.entered import EnteredFact, entered
from planning.office import Office
from planning.office.beside import plan_to_work_in
from planning.workshops.command import PlanOf, WorkshopCommand
from planning.workshops.workshop import Workshop, WorkshopFact, WorkshopHeld
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import WorkshopKind


class HoldWorkshop(Command[Office], path="", sv="Håll en workshop", en="Hold a workshop", creates=True):
    """One of the nine general ones, with those who attended, by their plans. The calling agency owns it.

    `conductedBy`: the calling agency, unless another one is stated.
    """

    workshop_id: UUID = field(default_factory=uuid4)
    workshop: WorkshopKind
    plan_ids: tuple[UUID, ...]
    conducted_by: Agency | None = None
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Workshop:
        """Raises NotFound or SharingHasEnded for a plan that the agency may not work in."""
        held = Workshop.begin(
            WorkshopHeld,
            self.workshop_id,
            workshop=self.workshop,
            agency=self.by,
            occurred_on=self.occurred_on,
            **entered(self.by, office.today(), self.conducted_by),
        )
        for plan_id in self.plan_ids:
            held.attend(plan_to_work_in(plan_id, self.by, work, office))
        return work.add(held)


class PlannedWorkshopHeld(WorkshopFact, EnteredFact, private=True):
    TOPIC = "planning.PlannedWorkshopHeld"

    def apply(self, workshop: Workshop) -> None:
        workshop.held_on, workshop.entry = self.occurred_on, self.entry


class HoldPlannedWorkshop(
    WorkshopCommand, path="holding", sv="Registrera hållen workshop", en="Record the workshop as held"
):
    """With those who attended, invited or not. `conductedBy`: as in one that was not planned."""

    plan_ids: tuple[UUID, ...]
    conducted_by: Agency | None = None
    occurred_on: date

    def decide(self, workshop: Workshop, plan_of: PlanOf, office: Office) -> None:
        workshop.require_ahead()
        workshop.trigger_event(
            PlannedWorkshopHeld,
            occurred_on=self.occurred_on,
            **entered(self.by, office.today(), self.conducted_by),
        )
        for plan_id in self.plan_ids:
            workshop.attend(plan_of(plan_id))


class AttendWorkshop(
    WorkshopCommand, path="attendees", sv="Lägg till deltagare", en="Add a participant", versioned=False
):
    """One who attended and was left out. Adding them again changes nothing."""

    plan_id: UUID

    def decide(self, workshop: Workshop, plan_of: PlanOf, _: Office) -> None:
        workshop.attend(plan_of(self.plan_id))
