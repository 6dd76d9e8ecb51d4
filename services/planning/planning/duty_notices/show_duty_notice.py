from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.duty_notices.duty_notice import DutyNotice
from planning.duty_notices.give_duty_notice import OpenNotice, opened
from planning.office import Office
from planning.office.beside import is_right_for
from samplan.contracts.codes import Agency


def is_shown_to(agency: Agency, notice: DutyNotice, work: Records) -> bool:
    return agency == notice.agency and is_right_for(agency, notice.plan_id, work)


class ShowDutyNotice(Command[Office]):
    """To the agency that gave it, and to no other."""

    notice_id: UUID
    by: Agency

    def carry_out(self, work: Records, office: Office) -> OpenNotice:
        notice = work.load(DutyNotice, self.notice_id, if_shown=lambda one: is_shown_to(self.by, one, work))
        return opened(notice, office)
