"""Teams over HTTP: each is shown to the agencies of its programme."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from pydantic import ConfigDict

from chassis.http.commands import view_response
from chassis.http.dependencies import LookingUp
from chassis.http.fields import Id, View
from chassis.http.paging import Paging
from chassis.http.verbs import Resource
from planning.plan.activity import ResponsibleRole
from planning.showing.access import AnyReader, RecordWriter
from planning.teams.capacities import Capacity
from planning.teams.command import TeamDecision
from planning.teams.form_team import FormTeam
from planning.teams.list_teams import ListTeams, ShowTeam
from planning.teams.team import Team
from samplan.contracts.codes import Agency

_TEAM: dict[str, Any] = {
    "teamId": "2b8e4c10-7d3a-4f65-9c21-5e0d6a7b8c31",
    "programme": "malmokraften",
    "ownerAgency": "af",
    "pairedWith": None,
    "capacity": 40,
}


class SeatView(View):
    responsible_role: ResponsibleRole
    agency: Agency
    address: str


class AbsenceView(View):
    """`cover`: the function that stands in, if any does."""

    responsible_role: ResponsibleRole
    starts_on: date
    until: date
    cover: str | None


class TeamView(View):
    """`seats`: which agency fills which role, by the address of a function.

    `asksPairingWith`: another agency's team, until that agency asks for the pair too.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_TEAM,
                    "asksPairingWith": None,
                    "seats": [
                        {
                            "responsibleRole": "employment_officer",
                            "agency": "af",
                            "address": "team-1@af.example",
                        }
                    ],
                    "absences": [],
                }
            ]
        }
    )

    team_id: UUID
    programme: str
    owner_agency: Agency
    paired_with: UUID | None
    asks_pairing_with: UUID | None
    capacity: int
    seats: list[SeatView]
    absences: list[AbsenceView]

    @classmethod
    def of(cls, team: Team) -> Self:
        return cls(
            team_id=team.id,
            programme=team.programme,
            owner_agency=team.owner,
            paired_with=team.paired_with,
            asks_pairing_with=team.asks_pairing_with,
            capacity=team.capacity,
            seats=[
                SeatView(responsible_role=one.role, agency=one.agency, address=one.address)
                for one in team.seats.values()
            ],
            absences=[
                AbsenceView(
                    responsible_role=one.role, starts_on=one.starts_on, until=one.until, cover=one.cover
                )
                for one in team.absences
            ],
        )


class TeamLine(View):
    """`missingRoles`: needed by the programme, and filled today neither here nor in the pair.

    `suggestedShare`: of the next participants, in per cent: an understaffed team gets fewer.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **_TEAM,
                    "participants": 31,
                    "free": 9,
                    "missingRoles": ["social_worker"],
                    "isUnderstaffed": True,
                    "suggestedShare": 7,
                }
            ]
        }
    )

    team_id: UUID
    programme: str
    owner_agency: Agency
    paired_with: UUID | None
    capacity: int
    participants: int
    free: int
    missing_roles: list[ResponsibleRole]
    is_understaffed: bool
    suggested_share: int

    @classmethod
    def of(cls, one: Capacity) -> Self:
        team, staffing = one.staffing.team, one.staffing
        return cls(
            team_id=team.id,
            programme=team.programme,
            owner_agency=team.owner,
            paired_with=team.paired_with,
            capacity=team.capacity,
            participants=staffing.participants,
            free=staffing.free,
            missing_roles=list(staffing.lacking),
            is_understaffed=bool(staffing.lacking),
            suggested_share=one.share,
        )


TEAMS = Resource(
    commands=TeamDecision,
    path="/v1/teams/{teamId}",
    tag="teams",
    writer=RecordWriter,
    view=TeamView,
    answer="The team after the change",
    version="The team's version",
)
NEW_TEAMS = TEAMS.created_by(FormTeam, at="/v1/teams", answer="The team as it was formed")

teams = APIRouter(prefix="/v1", tags=["teams"])


@teams.get("/teams/{teamId}", summary="Visa ett team · Show a team", responses=TEAMS.answers())
def show_team(
    team_id: Annotated[Id, Path(alias="teamId")], caller: AnyReader, look_up: LookingUp
) -> Response:
    """Roles, agencies and addresses of functions; no person and no participant."""
    return view_response(look_up(ShowTeam(team_id=team_id, by=caller.agency)), TeamView.of)


@teams.get("/teams", summary="Teamens kapacitet · The capacity of the teams")
def list_teams(
    caller: AnyReader,
    look_up: LookingUp,
    paging: Paging,
    programme: Annotated[str, Query(max_length=48)],
) -> list[TeamLine]:
    """Of one programme, for the agencies that take part in it, as they are today."""
    page = look_up(ListTeams(programme=programme, place=paging.place, by=caller.agency))
    return [TeamLine.of(row["capacity"]) for row in paging.shown(page)]
