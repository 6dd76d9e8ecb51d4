from dataclasses import field
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records
from planning.dates.entered import entered
from planning.office import Office
from planning.office.beside import plan_to_work_in
from planning.plan.refusals import NotTheOwner
from planning.workshops.workshop import Workshop, WorkshopHeld
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import WorkshopKind


class WorkshopOfAnother(NotTheOwner):
    title: ClassVar[str] = "Only the agency that held the workshop may change it"


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


class AttendWorkshop(
    Command[Office], path="attendees", sv="Lägg till deltagare", en="Add a participant", versioned=False
):
    """One who attended and was left out. Adding them again changes nothing."""

    workshop_id: UUID
    plan_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> Workshop:
        workshop = work.load(
            Workshop, self.workshop_id, if_shown=lambda one: one.is_shown_to(self.by, office.keeper)
        )
        if self.by != workshop.owner:
            raise WorkshopOfAnother
        workshop.attend(plan_to_work_in(self.plan_id, self.by, work, office))
        return workshop
