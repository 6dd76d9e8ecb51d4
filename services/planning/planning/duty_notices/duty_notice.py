"""One notice, in one version and language, that an agency has given to the participant."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, Refused
from planning.office.beside import ToldFact
from samplan.contracts.codes import Agency


class HowRead(StrEnum):
    """How it is known that the participant has read it."""

    SIGNED = "signed"
    READ_ALOUD = "read_aloud"
    READ_WITH_INTERPRETER = "read_with_interpreter"
    CONFIRMED_DIGITALLY = "confirmed_digitally"


class NoticeIsRead(Refused):
    code = "notice_is_read"
    title: ClassVar[str] = "The notice has been read already: give a new one"


class NoticeFact(ToldFact):
    occurred_on: date


class DutyNoticeGiven(Created, NoticeFact, private=True):
    """Private: only that it was read is for others. `sealed` holds the language, which tells of an origin."""

    TOPIC = "planning.DutyNoticeGiven"
    agency: Agency
    notice_version: int
    sealed: str


class DutyNotice(Aggregate):
    """Known to the agency that gave it, and to no other."""

    TOPIC = "planning.DutyNotice"
    Event = NoticeFact

    def __init__(
        self, *, plan_id: UUID, agency: Agency, notice_version: int, sealed: str, occurred_on: date
    ) -> None:
        self.plan_id = plan_id
        self.agency = agency
        self.notice_version = notice_version
        self.sealed = sealed
        self.given_on = occurred_on
        self.read_on: date | None = None
        self.how: HowRead | None = None
        self.proof: str | None = None


class DutyNoticeRead(NoticeFact):
    """`sealed`: by whom it was shown."""

    TOPIC = "planning.DutyNoticeRead"
    agency: Agency
    how: HowRead
    sealed: str

    def apply(self, notice: DutyNotice) -> None:
        notice.read_on, notice.how, notice.proof = self.occurred_on, self.how, self.sealed
