"""A target of a programme, with each value that it has had."""

from dataclasses import dataclass
from datetime import date

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from chassis.decisions.persons import Person
from samplan.contracts.codes.steering import SteeringRole, TargetReason, TargetUnit
from steering.office import Signature


@dataclass(frozen=True, kw_only=True)
class Level:
    """A value from a day on; `tolerance` to either side of it, in the same unit."""

    value: int
    tolerance: int
    valid_from: date
    reason: TargetReason


@dataclass(frozen=True, kw_only=True)
class Approved:
    level: Level
    on: date
    prepared_by: SteeringRole
    approved_by: SteeringRole


class TargetFact(DomainEvent):
    occurred_on: date


class TargetRecorded(Created, TargetFact, private=True):
    TOPIC = "steering.TargetRecorded"
    programme: str
    target: str
    indicator: str
    unit: TargetUnit


class Target(Aggregate):
    """`waiting`: what is prepared and not yet approved, and by whom."""

    TOPIC = "steering.Target"
    Event = TargetFact

    def __init__(
        self, *, programme: str, target: str, indicator: str, unit: TargetUnit, occurred_on: date
    ) -> None:
        self.programme = programme
        self.target = target
        self.indicator = indicator
        self.unit = unit
        self.approved: tuple[Approved, ...] = ()
        self.waiting: tuple[Level, Signature] | None = None


class LevelFact(TargetFact):
    value: int
    tolerance: int
    valid_from: date
    reason: TargetReason
    prepared_by: SteeringRole
    issuer: str
    subject: str

    @property
    def level(self) -> Level:
        return Level(
            value=self.value, tolerance=self.tolerance, valid_from=self.valid_from, reason=self.reason
        )


class TargetPrepared(LevelFact, private=True):
    """`issuer` and `subject` are the person who prepared it."""

    TOPIC = "steering.TargetPrepared"

    def apply(self, target: Target) -> None:
        person = Person(self.issuer, self.subject)
        target.waiting = self.level, Signature(person=person, role=self.prepared_by)


class TargetSentBack(TargetFact, private=True):
    TOPIC = "steering.TargetSentBack"
    sent_back_by: SteeringRole
    issuer: str
    subject: str

    def apply(self, target: Target) -> None:
        target.waiting = None


class TargetDecided(LevelFact):
    """`issuer` and `subject` are the person who approved it."""

    programme: str
    target: str
    indicator: str
    unit: TargetUnit
    approved_by: SteeringRole

    def apply(self, target: Target) -> None:
        approved = Approved(
            level=self.level,
            on=self.occurred_on,
            prepared_by=self.prepared_by,
            approved_by=self.approved_by,
        )
        target.approved, target.waiting = (*target.approved, approved), None


class TargetSet(TargetDecided):
    TOPIC = "steering.TargetSet"


class TargetRevised(TargetDecided):
    TOPIC = "steering.TargetRevised"
