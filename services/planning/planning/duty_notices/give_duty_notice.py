from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, Records, ShortText
from planning.duty_notices.duty_notice import DutyNotice, DutyNoticeGiven
from planning.office import Office
from planning.office.beside import plan_to_work_in, told
from samplan.contracts.codes import Agency


@dataclass(frozen=True)
class OpenNotice:
    """With what only its agency reads.

    None once the participant is erased, and in the answer to a command, which is stored.
    """

    notice: DutyNotice
    language: str | None
    shown_by: str | None

    @property
    def id(self) -> UUID:
        return self.notice.id

    @property
    def version(self) -> int:
        return self.notice.version


def opened(notice: DutyNotice, office: Office) -> OpenNotice:
    given = office.words.open(notice.sealed, record=notice.id) or {}
    proof = office.words.open(notice.proof, record=notice.id) if notice.proof else None
    return OpenNotice(notice, given.get("language"), (proof or {}).get("shown_by"))


class GiveDutyNotice(
    Command[Office], path="", sv="Lämna information om skyldigheter", en="Give a duty notice", creates=True
):
    """In one of the languages in which the programme has the notice; its version is the one of that day."""

    plan_id: UUID
    notice_id: UUID = field(default_factory=uuid4)
    language: ShortText
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> OpenNotice:
        """Raises NoSuchNotice, NotFound, SharingHasEnded, PlanHasEnded or BeforeTheStart."""
        plan = plan_to_work_in(self.plan_id, self.by, work, office)
        plan.require_open_on(self.occurred_on)
        version = office.duty_notice(plan.programme, self.language, self.occurred_on)
        words = {"language": self.language}
        notice = DutyNotice.begin(
            DutyNoticeGiven,
            self.notice_id,
            plan_id=plan.id,
            agency=self.by,
            notice_version=version,
            sealed=office.words.seal(plan.participant_id, words, record=self.notice_id),
            occurred_on=self.occurred_on,
            **told(plan, DutyNoticeGiven, self.occurred_on),
        )
        return OpenNotice(work.add(notice), language=None, shown_by=None)
