"""One emergency access, from the request of the first person until the participant has been told."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from samplan.contracts.codes import Agency


class NotOpened(Refused):
    code = "not_opened"
    title: ClassVar[str] = "No second person has confirmed the emergency access"


class BeforeTheOpening(Refused):
    code = "before_the_opening"
    status = 422
    title: ClassVar[str] = "The date is earlier than the opening"


class EmergencyFact(DomainEvent, private=True):
    occurred_on: date


class EmergencyAccessRequested(Created, EmergencyFact, private=True):
    """`sealed` holds the reason and the first person, under the participant's own key."""

    TOPIC = "consent.EmergencyAccessRequested"
    participant_id: UUID
    agency: Agency
    programme: str
    sealed: str
    requested_at: datetime


class EmergencyAccessConfirmed(EmergencyFact, private=True):
    """What it opened is published as `EmergencyAccessOpened`, under each id of the participant."""

    TOPIC = "consent.EmergencyAccessConfirmed"
    opened_at: datetime
    closes_at: datetime
    tell_by: date

    def apply(self, emergency: "Emergency") -> None:
        emergency.opened_on = self.occurred_on
        emergency.opened_at, emergency.closes_at = self.opened_at, self.closes_at
        emergency.tell_by = self.tell_by


class ParticipantTold(EmergencyFact, private=True):
    """The participant was informed of the access, as the law requires."""

    TOPIC = "consent.ParticipantTold"
    by: Agency

    def apply(self, emergency: "Emergency") -> None:
        emergency.told_on = self.occurred_on


class Emergency(Aggregate):
    """Opens nothing until a second person confirms it. `tell_by`: the last day to tell the participant."""

    TOPIC = "consent.Emergency"
    Event = EmergencyFact

    def __init__(
        self,
        *,
        participant_id: UUID,
        agency: Agency,
        programme: str,
        sealed: str,
        requested_at: datetime,
        occurred_on: date,
    ) -> None:
        self.participant_id = participant_id
        self.agency = agency
        self.programme = programme
        self.sealed = sealed
        self.requested_at = requested_at
        self.opened_on: date | None = None
        self.opened_at: datetime | None = None
        self.closes_at: datetime | None = None
        self.tell_by: date | None = None
        self.told_on: date | None = None
