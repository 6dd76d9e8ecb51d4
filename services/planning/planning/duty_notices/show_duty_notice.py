from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.duty_notices.duty_notice import DutyNotice
from planning.duty_notices.give_duty_notice import OpenNotice, opened
from planning.plan import Office
from samplan.contracts.codes import Agency


class ShowDutyNotice(Command[Office]):
    """To the agency that gave it, and to no other."""

    notice_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> OpenNotice:
        return opened(
            work.load(DutyNotice, self.notice_id, if_shown=lambda one: one.agency == self.by), office
        )
