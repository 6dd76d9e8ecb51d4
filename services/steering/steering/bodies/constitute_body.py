from dataclasses import dataclass
from datetime import date

from chassis.decisions.commands import Records
from chassis.decisions.domain import Created, DomainEvent
from samplan.contracts.codes import Agency
from samplan.contracts.codes.steering import BodyKind, Seat
from steering.office import Office, OfProgramme, ProgrammeId, Signature, SteeringCommand
from steering.office.refusals import NotAfterTheLast


@dataclass(frozen=True, kw_only=True)
class SeatHeld:
    """One person's seat, without the person."""

    agency: Agency
    seat: Seat


class BodyFact(DomainEvent):
    occurred_on: date


class BodyRecorded(Created, BodyFact, private=True):
    TOPIC = "steering.BodyRecorded"
    programme: str
    body: BodyKind


class Body(OfProgramme):
    """`seats`: those that it has now, from `constituted_on`."""

    TOPIC = "steering.Body"
    Event = BodyFact

    def __init__(self, *, programme: str, body: BodyKind, occurred_on: date) -> None:
        self.programme = programme
        self.since = occurred_on
        self.body = body
        self.constituted_on: date | None = None
        self.seats: tuple[SeatHeld, ...] = ()


class BodyConstituted(BodyFact):
    TOPIC = "steering.BodyConstituted"
    programme: str
    body: BodyKind
    seats: tuple[SeatHeld, ...]
    issuer: str
    subject: str

    def apply(self, body: Body) -> None:
        body.seats, body.constituted_on = self.seats, self.occurred_on


class ConstituteBody(SteeringCommand, path="", sv="Bilda ett organ", en="Constitute a body", creates=True):
    """With all its seats, in place of those before: one for each person, by agency and role, unnamed."""

    programme: ProgrammeId
    body: BodyKind
    seats: tuple[SeatHeld, ...]

    def carry_out(self, work: Records, office: Office) -> Body:
        signature = self.signature(self.programme, office)
        body_id = office.body_id_of(self.programme, self.body)
        body = work.find(Body, body_id) or work.add(
            Body.begin(
                BodyRecorded,
                body_id,
                programme=self.programme,
                body=self.body,
                occurred_on=self.occurred_on,
            )
        )
        self.decide(body, signature)
        return body

    def decide(self, body: Body, signature: Signature) -> None:
        """Records nothing when it has these seats. Raises NotAfterTheLast."""
        if body.seats == self.seats:
            return
        if body.constituted_on and self.occurred_on <= body.constituted_on:
            raise NotAfterTheLast
        body.trigger_event(
            BodyConstituted,
            programme=body.programme,
            body=body.body,
            seats=self.seats,
            **signature.stored,
            occurred_on=self.occurred_on,
        )
