from datetime import date

from chassis.decisions.commands import PlannedDate, ShortText
from planning.dates.period import EndsBeforeItStarts
from planning.office.functional_address import require_function
from planning.plan.activity import ResponsibleRole
from planning.teams.command import NotInTheTeam, SeatOfAnother, TeamCommand
from planning.teams.team import Absence, Seat, Team, TeamFact
from samplan.contracts.codes import Agency


class SeatTaken(TeamFact, private=True):
    TOPIC = "planning.SeatTaken"
    role: ResponsibleRole
    agency: Agency
    address: str

    def apply(self, team: Team) -> None:
        taken = Seat(role=self.role, agency=self.agency, address=self.address)
        team.seats = {**team.seats, self.role: taken}


class SeatLeft(TeamFact, private=True):
    TOPIC = "planning.SeatLeft"
    role: ResponsibleRole

    def apply(self, team: Team) -> None:
        team.seats = {role: seat for role, seat in team.seats.items() if role is not self.role}
        team.absences = tuple(one for one in team.absences if one.role is not self.role)


class AbsenceNoted(TeamFact, private=True):
    TOPIC = "planning.AbsenceNoted"
    role: ResponsibleRole
    starts_on: date
    until: date
    cover: str | None

    def apply(self, team: Team) -> None:
        noted = Absence(role=self.role, starts_on=self.starts_on, until=self.until, cover=self.cover)
        team.absences = (*team.absences, noted)


class SeatCommand(TeamCommand):
    """On one role, by the agency that fills it."""

    responsible_role: ResponsibleRole

    def require_own(self, team: Team) -> None:
        """Raises NotInTheTeam or SeatOfAnother."""
        if self.responsible_role not in team.seats:
            raise NotInTheTeam
        if team.seats[self.responsible_role].agency != self.by:
            raise SeatOfAnother


class TakeSeat(SeatCommand, path="seats", sv="Bemanna en roll", en="Fill a role"):
    """Of the calling agency, by the address of a function there, never of a person."""

    address: ShortText

    def decide(self, team: Team) -> None:
        require_function(self.address)
        before = team.seats.get(self.responsible_role)
        if before is not None and before.agency != self.by:
            raise SeatOfAnother
        if before is None or before.address != self.address:
            team.trigger_event(
                SeatTaken,
                role=self.responsible_role,
                agency=self.by,
                address=self.address,
                occurred_on=self.occurred_on,
            )


class LeaveSeat(SeatCommand, path="vacancies", sv="Lämna en roll", en="Leave a role"):
    """Until somebody fills it, the team is understaffed if the programme needs the role."""

    def decide(self, team: Team) -> None:
        self.require_own(team)
        team.trigger_event(SeatLeft, role=self.responsible_role, occurred_on=self.occurred_on)


class NoteAbsence(SeatCommand, path="absences", sv="Ange frånvaro", en="Note an absence"):
    """From one day to another, both included. `cover`: the function that stands in, if any does."""

    starts_on: PlannedDate
    until: PlannedDate
    cover: ShortText | None = None

    def decide(self, team: Team) -> None:
        self.require_own(team)
        if self.until < self.starts_on:
            raise EndsBeforeItStarts
        if self.cover is not None:
            require_function(self.cover)
        team.trigger_event(
            AbsenceNoted,
            role=self.responsible_role,
            starts_on=self.starts_on,
            until=self.until,
            cover=self.cover,
            occurred_on=self.occurred_on,
        )
