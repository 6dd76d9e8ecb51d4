"""An agency as a party to a programme, beside what the programme's file says."""

from datetime import date

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from samplan.contracts.codes import Agency


class PartyFact(DomainEvent):
    occurred_on: date


class PartyRecorded(Created, PartyFact, private=True):
    TOPIC = "consent.PartyRecorded"
    programme: str
    agency: Agency


class Party(Aggregate):
    """`joined_on` is empty for one that the programme's file names; `left_on` is its last day."""

    TOPIC = "consent.Party"
    Event = PartyFact

    def __init__(self, *, programme: str, agency: Agency, occurred_on: date) -> None:
        self.programme = programme
        self.agency = agency
        self.joined_on: date | None = None
        self.left_on: date | None = None


class AgencyJoined(PartyFact):
    TOPIC = "consent.AgencyJoined"
    programme: str
    agency: Agency

    def apply(self, party: Party) -> None:
        party.joined_on, party.left_on = self.occurred_on, None


class AgencyLeft(PartyFact):
    """The day is the agency's last one."""

    TOPIC = "consent.AgencyLeft"
    programme: str
    agency: Agency

    def apply(self, party: Party) -> None:
        party.left_on = self.occurred_on
