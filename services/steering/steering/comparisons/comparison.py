"""What an agency has found in its register on a day."""

from dataclasses import dataclass
from datetime import date

from chassis.decisions.domain import Created, DomainEvent
from samplan.contracts.codes.registers import DifferenceReason, RegisterCode
from samplan.contracts.codes.steering import SteeringRole
from steering.office import OfProgramme


@dataclass(frozen=True, kw_only=True)
class Difference:
    reason: DifferenceReason
    count: int


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """Of those in either register, how many both describe alike."""

    register_code: RegisterCode
    people_in_either: int
    people_alike: int


class ComparisonFact(DomainEvent):
    occurred_on: date


class DiscrepancyFound(Created, ComparisonFact):
    """`issuer` and `subject` are the person who reported it."""

    TOPIC = "steering.DiscrepancyFound"
    programme: str
    register_code: RegisterCode
    first_day: date
    last_day: date
    people: int
    participations: int
    anonymous: int
    differences: tuple[Difference, ...]
    likeness: tuple[Likeness, ...]
    reported_by: SteeringRole
    issuer: str
    subject: str


class Comparison(OfProgramme):
    TOPIC = "steering.Comparison"
    Event = ComparisonFact

    def __init__(
        self,
        *,
        programme: str,
        register_code: RegisterCode,
        first_day: date,
        last_day: date,
        people: int,
        participations: int,
        anonymous: int,
        differences: tuple[Difference, ...],
        likeness: tuple[Likeness, ...],
        reported_by: SteeringRole,
        occurred_on: date,
        issuer: str,
        subject: str,
    ) -> None:
        self.programme = programme
        self.register_code = register_code
        self.first_day, self.last_day = first_day, last_day
        self.people, self.participations, self.anonymous = people, participations, anonymous
        self.differences, self.likeness = differences, likeness
        self.reported_by, self.since = reported_by, occurred_on
