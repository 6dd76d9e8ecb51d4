"""What an indicator of a programme counts, with each version that the steering group has approved."""

from dataclasses import dataclass
from datetime import date

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from chassis.decisions.persons import Person
from samplan.contracts.codes.indicators import DefinitionReason, Direction
from samplan.contracts.codes.steering import SteeringRole
from steering.definitions.part import Part
from steering.office import Signature


@dataclass(frozen=True, kw_only=True)
class Content:
    """What counts from a day on. Without a denominator it is a number, and no share."""

    numerator: Part
    denominator: Part | None
    direction: Direction
    valid_from: date
    reason: DefinitionReason


@dataclass(frozen=True, kw_only=True)
class Version:
    number: int
    content: Content
    on: date
    prepared_by: SteeringRole
    approved_by: SteeringRole


class DefinitionFact(DomainEvent):
    occurred_on: date


class DefinitionRecorded(Created, DefinitionFact, private=True):
    TOPIC = "steering.DefinitionRecorded"
    programme: str
    indicator: str


class Definition(Aggregate):
    """`waiting`: what is prepared and not yet approved, and by whom."""

    TOPIC = "steering.Definition"
    Event = DefinitionFact

    def __init__(self, *, programme: str, indicator: str, occurred_on: date) -> None:
        self.programme = programme
        self.indicator = indicator
        self.approved: tuple[Version, ...] = ()
        self.waiting: tuple[Content, Signature] | None = None


class ContentFact(DefinitionFact):
    numerator: Part
    denominator: Part | None
    direction: Direction
    valid_from: date
    reason: DefinitionReason
    prepared_by: SteeringRole
    issuer: str
    subject: str

    @property
    def content(self) -> Content:
        return Content(
            numerator=self.numerator,
            denominator=self.denominator,
            direction=self.direction,
            valid_from=self.valid_from,
            reason=self.reason,
        )


class DefinitionPrepared(ContentFact, private=True):
    """`issuer` and `subject` are the person who prepared it."""

    TOPIC = "steering.DefinitionPrepared"

    def apply(self, definition: Definition) -> None:
        person = Person(self.issuer, self.subject)
        definition.waiting = self.content, Signature(person=person, role=self.prepared_by)


class DefinitionSentBack(DefinitionFact, private=True):
    TOPIC = "steering.DefinitionSentBack"
    sent_back_by: SteeringRole
    issuer: str
    subject: str

    def apply(self, definition: Definition) -> None:
        definition.waiting = None


class IndicatorDefined(ContentFact):
    """`issuer` and `subject` are the person who approved it."""

    TOPIC = "steering.IndicatorDefined"
    programme: str
    indicator: str
    version: int
    approved_by: SteeringRole

    def apply(self, definition: Definition) -> None:
        version = Version(
            number=self.version,
            content=self.content,
            on=self.occurred_on,
            prepared_by=self.prepared_by,
            approved_by=self.approved_by,
        )
        definition.approved, definition.waiting = (*definition.approved, version), None
