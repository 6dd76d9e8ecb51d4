from dataclasses import field
from datetime import date
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, PlannedDate, Records
from planning.meetings.summons import TimeOfDay
from planning.office import Office
from planning.office.beside import plan_to_work_in
from planning.workshops.command import PlanOf, WorkshopCommand
from planning.workshops.workshop import Workshop, WorkshopFact, WorkshopPlanned
from samplan.contracts.codes import Agency
from samplan.contracts.codes.groups import WorkshopKind


class WorkshopCancelled(WorkshopFact, private=True):
    TOPIC = "planning.WorkshopCancelled"

    def apply(self, workshop: Workshop) -> None:
        workshop.is_cancelled = True


class PlanWorkshop(Command[Office], path="", sv="Planera en workshop", en="Plan a workshop", creates=True):
    """One of the nine general ones, with those who are invited, by their plans. It stands on their pages."""

    workshop_id: UUID = field(default_factory=uuid4)
    workshop: WorkshopKind
    planned_on: PlannedDate
    starts_at: TimeOfDay
    plan_ids: tuple[UUID, ...]
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> Workshop:
        """Raises NotFound, StillCatchingUp or SharingHasEnded for a plan that the agency may not work in."""
        planned = Workshop.begin(
            WorkshopPlanned,
            self.workshop_id,
            workshop=self.workshop,
            agency=self.by,
            planned_on=self.planned_on,
            starts_at=self.starts_at,
            occurred_on=self.occurred_on,
        )
        for plan_id in self.plan_ids:
            planned.invite(plan_to_work_in(plan_id, self.by, work, office), self.occurred_on)
        return work.add(planned)


class InviteToWorkshop(
    WorkshopCommand,
    path="invitations",
    sv="Bjud in till workshopen",
    en="Invite a participant",
    versioned=False,
):
    """To a workshop that is planned. Inviting them again changes nothing."""

    plan_id: UUID
    occurred_on: date

    def decide(self, workshop: Workshop, plan_of: PlanOf, _: Office) -> None:
        workshop.invite(plan_of(self.plan_id), self.occurred_on)


class CancelWorkshop(
    WorkshopCommand, path="cancellation", sv="Ställ in workshopen", en="Cancel the workshop"
):
    """One that is planned. It leaves the pages of those who are invited."""

    occurred_on: date

    def decide(self, workshop: Workshop, plan_of: PlanOf, _: Office) -> None:
        workshop.require_ahead()
        workshop.trigger_event(WorkshopCancelled, occurred_on=self.occurred_on)
