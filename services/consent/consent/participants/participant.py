"""A person who has given consent: a random id for other agencies, a sealed personnummer here."""

from datetime import date
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from samplan.contracts.codes import Agency
from samplan.privacy.circle.circle import EmergencyAccess


class ParticipantFact(DomainEvent):
    occurred_on: date


class ParticipantRegistered(Created, ParticipantFact, private=True):
    """`sealed` is the personnummer, encrypted under a key of the participant's own."""

    TOPIC = "consent.ParticipantRegistered"
    sealed: str


class Participant(Aggregate):
    """Made by the first consent of a person and found by every later one (C-14).

    Holds what is true of the person whichever consents there are: blocks, emergency access, death.
    """

    TOPIC = "consent.Participant"
    Event = ParticipantFact

    def __init__(self, *, sealed: str, occurred_on: date) -> None:
        self.sealed = sealed
        self.registered_on = occurred_on
        self.blocked: frozenset[Agency] = frozenset()
        self.emergency: tuple[EmergencyAccess, ...] = ()
        self.deceased_on: date | None = None

    @property
    def participant_id(self) -> UUID:
        return self.id

    @property
    def emergency_access(self) -> frozenset[Agency]:
        """The agencies whose access was opened and not closed; it ends after its hours."""
        return frozenset(one.agency for one in self.emergency)
