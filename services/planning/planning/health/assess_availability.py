from datetime import date
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.dates.entered import entered
from planning.health.health_request import HealthRequest
from planning.office import Office
from planning.office.beside import plan_to_work_in
from planning.plan.refusals import NotTheOwner
from samplan.contracts.codes import Agency
from samplan.contracts.codes.records import Availability


class NotAsked(NotTheOwner):
    title: ClassVar[str] = "Only the agency that was asked gives the result"


class AssessAvailability(
    Command[Office], path="result", sv="Lämna besked om tillgänglighet", en="State the availability"
):
    """Once, by the care that was asked, while a consent lets it: available fully, partly or not."""

    assessment_id: UUID
    availability: Availability
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> HealthRequest:
        """Raises AlreadyAssessed, BeforeTheStart, NotAsked, NotFound or SharingHasEnded.

        AgencyNotInConsent: the agency that asked may no longer know of the plan.
        """
        request = work.load(HealthRequest, self.assessment_id, if_shown=lambda one: one.is_shown_to(self.by))
        if self.by != request.asked_of:
            raise NotAsked
        plan = plan_to_work_in(request.plan_id, self.by, work, office)
        plan.require_named(request.requested_by)  # it is told the result
        request.assess(plan, self.availability, self.occurred_on, entered(self.by, office.today()))
        return request
