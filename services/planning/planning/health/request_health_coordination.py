from dataclasses import field
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import Refused
from planning.health.health_request import HealthCoordinationRequested, HealthRequest
from planning.office import Office
from planning.office.beside import plan_to_work_in, told
from samplan.contracts.codes import Agency


class NotCare(Refused):
    code = "not_care"
    status = 422
    title: ClassVar[str] = "The agency does not assess availability in the programme: ask its health care"


class RequestHealthCoordination(
    Command[Office], path="", sv="Begär hälsosamordning", en="Request health coordination", creates=True
):
    """Of the programme's health care, which the participant has named. What it is about stays in care."""

    plan_id: UUID
    assessment_id: UUID = field(default_factory=uuid4)
    asked_of: Agency
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> HealthRequest:
        """Raises NotCare, AgencyNotInConsent, NotFound, SharingHasEnded, PlanHasEnded or BeforeTheStart."""
        plan = plan_to_work_in(self.plan_id, self.by, work, office)
        plan.require_open_on(self.occurred_on)
        if self.asked_of not in office.health_care(plan.programme, self.occurred_on):
            raise NotCare
        plan.require_named(self.asked_of)
        return work.add(
            HealthRequest.begin(
                HealthCoordinationRequested,
                self.assessment_id,
                plan_id=plan.id,
                participant_id=plan.participant_id,
                requested_by=self.by,
                asked_of=self.asked_of,
                occurred_on=self.occurred_on,
                **told(plan, HealthCoordinationRequested, self.occurred_on),
            )
        )
