"""How many hours has a team of an agency worked in a month? Of them, the time with employers is a share."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from chassis.decisions.commands import Command, Records, ShortText
from chassis.decisions.domain import Aggregate, Created, DomainEvent
from planning.office import Office
from samplan.contracts.codes import Agency

NAMESPACE = UUID("3e8b1f64-7c2d-4a95-b0e6-5d9f4c1a7820")
MOST_HOURS = 100_000


class TeamTimeFact(DomainEvent, private=True):
    """Private: how long people work is their agency's."""


class TeamTimeOpened(Created, TeamTimeFact, private=True):
    TOPIC = "planning.TeamTimeOpened"
    programme: str
    agency: Agency
    month: date


class TeamTime(Aggregate):
    """Of one agency in one programme and month."""

    TOPIC = "planning.TeamTime"
    Event = TeamTimeFact

    def __init__(self, *, programme: str, agency: Agency, month: date) -> None:
        self.programme = programme
        self.agency = agency
        self.month = month
        self.hours = 0

    @staticmethod
    def id_of(programme: str, agency: Agency, month: date) -> UUID:
        return uuid5(NAMESPACE, f"{programme} {agency} {month:%Y-%m}")


class TeamTimeStated(TeamTimeFact, private=True):
    TOPIC = "planning.TeamTimeStated"
    hours: int
    occurred_on: date

    def apply(self, time: TeamTime) -> None:
        time.hours = self.hours


@dataclass(frozen=True)
class StatedTime:
    time: TeamTime

    @property
    def version(self) -> int:
        return self.time.version


class StateTeamTime(
    Command[Office],
    path="",
    sv="Ange teamets arbetade tid",
    en="State the team's working time",
    versioned=False,
):
    """All that the agency's team in the programme has worked in that month. The last statement counts."""

    programme: ShortText
    month: date
    hours: int
    by: Agency
    occurred_on: date

    @classmethod
    def check_form(cls, sent: Any) -> None:
        if not 1 <= sent.hours <= MOST_HOURS:
            raise ValueError("no_number_of_hours")

    def carry_out(self, work: Records, office: Office) -> StatedTime:
        """Raises NoPlanningRule or NotAParty."""
        office.require_party(self.programme, self.by)
        month = self.month.replace(day=1)
        record = TeamTime.id_of(self.programme, self.by, month)
        time = work.find(TeamTime, record) or work.add(
            TeamTime.begin(TeamTimeOpened, record, programme=self.programme, agency=self.by, month=month)
        )
        if time.hours != self.hours:
            time.trigger_event(TeamTimeStated, hours=self.hours, occurred_on=self.occurred_on)
        return StatedTime(time)
