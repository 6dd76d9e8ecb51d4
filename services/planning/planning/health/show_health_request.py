from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.health.health_request import HealthRequest
from planning.office import Office, SeenPlan
from planning.office.beside import is_right_for, plan_to_work_in
from samplan.contracts.codes import Agency


class ShowHealthRequest(Command[Office]):
    """To the agency that is asked, this is a disclosure: only under a consent in force, and logged first."""

    assessment_id: UUID
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> HealthRequest:
        request = work.load(
            HealthRequest,
            self.assessment_id,
            if_shown=lambda one: one.is_shown_to(self.by) and is_right_for(self.by, one.plan_id, work),
        )
        if self.by != request.requested_by:
            plan = plan_to_work_in(request.plan_id, self.by, work, office)
            office.log_answer(SeenPlan(plan, self.by), self.role, work)
        return request
