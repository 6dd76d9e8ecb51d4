"""A person who has given consent: a random id for other agencies, a sealed personnummer here."""

from datetime import date

from chassis.decisions.domain import Aggregate, Created


class ParticipantRegistered(Created, private=True):
    """`sealed` is the personnummer, encrypted under a key of the participant's own."""

    TOPIC = "consent.ParticipantRegistered"
    sealed: str
    occurred_on: date


class Participant(Aggregate):
    """Made by the first consent of a person and found by every later one (C-14)."""

    TOPIC = "consent.Participant"

    def __init__(self, *, sealed: str, occurred_on: date) -> None:
        self.sealed = sealed
        self.registered_on = occurred_on
