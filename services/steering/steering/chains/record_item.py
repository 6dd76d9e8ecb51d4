from dataclasses import field
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid4

from chassis.decisions.commands import LongText, Records
from chassis.decisions.domain import Created, DomainEvent, Refused
from samplan.contracts.codes.steering import ChainLevel
from steering.office import CodeText, Office, OfProgramme, ProgrammeId, SteeringCommand

LEVELS = tuple(ChainLevel)


class NotAfterItsLevel(Refused):
    code = "not_after_its_level"
    status = 422
    title: ClassVar[str] = (
        "The step follows no step of its area on the level before: name one, and none for an activity"
    )


class ChainFact(DomainEvent):
    occurred_on: date


class ResultChainItemRecorded(Created, ChainFact):
    """`words` and the person who recorded it are not published."""

    TOPIC = "steering.ResultChainItemRecorded"
    programme: str
    area: str
    level: ChainLevel
    follows: UUID | None
    words: str
    issuer: str
    subject: str


class ChainItem(OfProgramme):
    TOPIC = "steering.ChainItem"
    Event = ChainFact

    def __init__(
        self,
        *,
        programme: str,
        area: str,
        level: ChainLevel,
        follows: UUID | None,
        words: str,
        issuer: str,  # stored with the fact
        subject: str,  # stored with the fact
        occurred_on: date,
    ) -> None:
        self.programme = programme
        self.since = occurred_on
        self.area = area
        self.level = level
        self.follows = follows
        self.words = words

    def leads_to(self, programme: str, area: str, level: ChainLevel) -> bool:
        """Whether a step there may follow from this one."""
        is_next = LEVELS.index(level) == LEVELS.index(self.level) + 1
        return (self.programme, self.area) == (programme, area) and is_next


class RecordChainItem(
    SteeringCommand, path="", sv="Notera ett led", en="Record a step of a result chain", creates=True
):
    """Activity, product, changed practice, new outcome: each follows from one on the level before it."""

    programme: ProgrammeId
    area: CodeText
    level: ChainLevel
    follows: UUID | None = None
    words: LongText
    item_id: UUID = field(default_factory=uuid4)

    def carry_out(self, work: Records, office: Office) -> ChainItem:
        signature = self.signature(self.programme, office)
        self.require_level(None if self.follows is None else work.find(ChainItem, self.follows))
        return work.add(
            ChainItem.begin(
                ResultChainItemRecorded,
                self.item_id,
                programme=self.programme,
                area=self.area,
                level=self.level,
                follows=self.follows,
                words=self.words,
                **signature.stored,
                occurred_on=self.occurred_on,
            )
        )

    def require_level(self, before: ChainItem | None) -> None:
        """Raises NotAfterItsLevel."""
        is_first = self.level is ChainLevel.ACTIVITY and self.follows is None
        is_after = before is not None and before.leads_to(self.programme, self.area, self.level)
        if not (is_first or is_after):
            raise NotAfterItsLevel
