from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records, ShortText
from planning.duty_notices.duty_notice import DutyNotice, DutyNoticeRead, HowRead, NoticeIsRead
from planning.duty_notices.give_duty_notice import OpenNotice
from planning.duty_notices.show_duty_notice import is_shown_to
from planning.office import Office
from planning.office.beside import plan_of_own_record, told
from planning.plan import Plan
from planning.plan.refusals import BeforeTheStart
from samplan.contracts.codes import Agency


class ReadDutyNotice(
    Command[Office], path="reading", sv="Notera att informationen är läst", en="Record that it was read"
):
    """With the proof: how it was read, when, and by whom at the agency it was shown, by role."""

    notice_id: UUID
    how: HowRead
    shown_by: ShortText
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> OpenNotice:
        notice = work.load(DutyNotice, self.notice_id, if_shown=lambda one: is_shown_to(self.by, one, work))
        plan = plan_of_own_record(notice.plan_id, self.by, work, office.circle_today)
        proof = office.words.seal(plan.participant_id, {"shown_by": self.shown_by}, record=notice.id)
        read(notice, plan, self.how, proof, self.occurred_on)
        return OpenNotice(notice, language=None, shown_by=None)


def read(notice: DutyNotice, plan: Plan, how: HowRead, proof: str, on: date) -> None:
    """Raises NoticeIsRead or BeforeTheStart."""
    if notice.read_on is not None:
        raise NoticeIsRead
    if on < notice.given_on:
        raise BeforeTheStart
    notice.trigger_event(
        DutyNoticeRead,
        plan_id=plan.id,
        agency=notice.agency,
        how=how,
        sealed=proof,
        occurred_on=on,
        **told(plan, DutyNoticeRead, on),
    )
