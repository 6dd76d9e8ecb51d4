"""A person who has given consent: a random id to everybody else, a sealed personnummer here."""

from datetime import date
from typing import Self
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent


class Participant(Aggregate):
    """Made by the first consent of a person and found by every later one (C-14)."""

    TOPIC = "consent.Participant"

    class Event(DomainEvent):
        occurred_on: date

    class ParticipantRegistered(Created, Event):
        TOPIC = "consent.ParticipantRegistered"
        sealed: str

    def __init__(self, *, sealed: str, occurred_on: date) -> None:
        self.sealed = sealed
        self.registered_on = occurred_on

    @classmethod
    def register(cls, participant_id: UUID, *, sealed: str, on: date) -> Self:
        """`sealed` is her personnummer, encrypted under her own key."""
        return cls._create(cls.ParticipantRegistered, id=participant_id, sealed=sealed, occurred_on=on)
