"""P-01: teams of several agencies by role and function, their capacity, pairs and cover, and their plans."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    ENROLLED,
    GRANTED,
    KEEPER,
    MARCH_14,
    MAY_2,
    OUTSIDER,
    PARTICIPANT,
    PLAN,
    PLAN_OPENED,
    PROGRAMME,
    REVOKED,
    given,
)

from planning.dates.period import EndsBeforeItStarts
from planning.office.functional_address import NotAFunction
from planning.plan.activity import ResponsibleRole
from planning.teams import Team
from planning.teams.assign_team import AssignTeam, TeamAssigned
from planning.teams.capacities import capacities
from planning.teams.command import NotInTheTeam, SeatOfAnother
from planning.teams.form_team import ImpossibleCapacity, SetTeamCapacity, TeamCapacitySet
from planning.teams.pair_teams import TeamPaired
from planning.teams.staff_team import (
    AbsenceNoted,
    LeaveSeat,
    NoteAbsence,
    SeatLeft,
    SeatTaken,
    TakeSeat,
)
from planning.teams.team import TeamFormed, TeamOfAnother
from samplan.contracts.planning import plans as published
from samplan.testing import given as specs
from samplan.testing.given import Fact, fact
from samplan.testing.harness import ServiceUnderTest

TEAM = UUID("2b8e4c10-7d3a-4f65-9c21-5e0d6a7b8c31")
OTHER = UUID("2b8e4c10-7d3a-4f65-9c21-5e0d6a7b8c32")
OFFICER, SECRETARY = ResponsibleRole.EMPLOYMENT_OFFICER, ResponsibleRole.SOCIAL_WORKER
NEEDED = frozenset({OFFICER, SECRETARY})
ADDRESS = "team-1@af.example"
ASKS: Any = {"team_id": TEAM, "by": KEEPER, "occurred_on": MARCH_14}
FORMED = fact(TeamFormed, programme=PROGRAMME, agency=KEEPER, capacity=40, occurred_on=MARCH_14)


def seat(role: ResponsibleRole = OFFICER, agency: str = KEEPER, address: str = ADDRESS) -> Fact:
    return fact(SeatTaken, role=role, agency=agency, address=address, occurred_on=MARCH_14)


def absent(cover: str | None = None) -> Fact:
    return fact(AbsenceNoted, role=OFFICER, starts_on=MAY_2, until=MAY_2, cover=cover, occurred_on=MARCH_14)


def team(*facts: Fact, id: UUID = TEAM) -> Team:
    found: Team = specs.given(FORMED, *facts, id=id).aggregate(Team)
    return found


class TestTakeSeat:
    TAKE = TakeSeat(**ASKS, responsible_role=OFFICER, address=ADDRESS)

    def test_fills_a_role_by_a_functional_address(self) -> None:
        specs.given(FORMED).when(self.TAKE).then(seat())

    def test_again_changes_nothing(self) -> None:
        specs.given(FORMED, seat()).when(self.TAKE).then_nothing()

    def test_is_refused_where_another_agency_fills_the_role(self) -> None:
        specs.given(FORMED, seat(agency=CITY)).when(self.TAKE).then_refused(SeatOfAnother)

    @pytest.mark.parametrize(
        "address", ["eva.ek@af.example", "eva_ek@af.example", "eva-ek@af.example", "Eva Ek", "070-123 45 67"]
    )
    def test_is_refused_with_the_address_of_a_person(self, address: str) -> None:
        specs.given(FORMED).when(replace(self.TAKE, address=address)).then_refused(NotAFunction)


class TestLeaveSeat:
    LEAVE = LeaveSeat(**ASKS, responsible_role=OFFICER)

    def test_leaves_the_role_and_its_absences(self) -> None:
        outcome = specs.given(FORMED, seat(), absent()).when(self.LEAVE)
        assert outcome.then(fact(SeatLeft, role=OFFICER)).aggregate.absences == ()

    def test_is_refused_for_a_role_that_nobody_or_another_agency_fills(self) -> None:
        specs.given(FORMED).when(self.LEAVE).then_refused(NotInTheTeam)
        specs.given(FORMED, seat(agency=CITY)).when(self.LEAVE).then_refused(SeatOfAnother)


class TestNoteAbsence:
    NOTE = NoteAbsence(**ASKS, responsible_role=OFFICER, starts_on=MAY_2, until=MAY_2)

    @pytest.mark.parametrize("cover", [None, "reserv@af.example"])
    def test_leaves_the_role_empty_on_its_days_unless_it_is_covered(self, cover: str | None) -> None:
        outcome = specs.given(FORMED, seat()).when(replace(self.NOTE, cover=cover)).then(absent(cover))
        assert (OFFICER in outcome.aggregate.filled_on(MAY_2)) is (cover is not None)
        assert OFFICER in outcome.aggregate.filled_on(date(2022, 5, 3))

    def test_is_refused_with_a_person_as_cover_or_an_end_before_its_start(self) -> None:
        there = specs.given(FORMED, seat())
        there.when(replace(self.NOTE, cover="eva.ek@af.example")).then_refused(NotAFunction)
        there.when(replace(self.NOTE, until=MARCH_14)).then_refused(EndsBeforeItStarts)


class TestSetTeamCapacity:
    SET = SetTeamCapacity(**ASKS, capacity=30)

    def test_is_decided_by_the_owner(self) -> None:
        specs.given(FORMED).when(self.SET).then(fact(TeamCapacitySet, capacity=30))
        specs.given(FORMED).when(replace(self.SET, by=CITY)).then_refused(TeamOfAnother)

    def test_is_at_least_one_participant(self) -> None:
        specs.given(FORMED).when(replace(self.SET, capacity=0)).then_refused(ImpossibleCapacity)


class TestCapacities:
    def shares(self, *teams: Team, on: date = MARCH_14, **plans: int) -> list[tuple[int, list[str], int]]:
        counted = {TEAM: plans.get("one", 0), OTHER: plans.get("two", 0)}
        found = capacities(teams, counted, NEEDED, on)
        return [(one.staffing.free, [*one.staffing.lacking], one.share) for one in found]

    def test_give_an_understaffed_team_fewer(self) -> None:
        full = team(seat(), seat(SECRETARY, CITY))
        assert self.shares(full, team(seat(), id=OTHER)) == [(40, [], 67), (40, [SECRETARY], 33)]

    def test_give_a_team_without_a_free_place_none(self) -> None:
        both = [team(seat(), seat(SECRETARY, CITY), id=one) for one in (TEAM, OTHER)]
        assert self.shares(*both, one=41, two=20) == [(-1, [], 0), (20, [], 100)]

    def test_count_a_role_that_the_pair_fills(self) -> None:
        one = team(seat(), fact(TeamPaired, with_team=OTHER, occurred_on=MARCH_14))
        two = team(seat(SECRETARY, CITY), fact(TeamPaired, with_team=TEAM, occurred_on=MARCH_14), id=OTHER)
        assert self.shares(one, two) == [(40, [], 50), (40, [], 50)]

    def test_count_an_absence_on_its_days(self) -> None:
        away = team(seat(), seat(SECRETARY, CITY), absent())
        assert [lacking for _, lacking, _ in self.shares(away, on=MAY_2)] == [[OFFICER]]


class TestAssignTeam:
    ASSIGN = AssignTeam(plan_id=PLAN, by=KEEPER, team_id=TEAM, occurred_on=MARCH_14)
    ASSIGNED = fact(TeamAssigned, team_id=TEAM, occurred_on=MARCH_14, shared=True)

    def test_is_recorded_once(self) -> None:
        given(*PLAN_OPENED).when(self.ASSIGN).then(self.ASSIGNED)
        given(*PLAN_OPENED, self.ASSIGNED).when(self.ASSIGN).then_nothing()

    def test_keeps_the_present_team_by_date(self) -> None:
        later = fact(TeamAssigned, team_id=OTHER, occurred_on=MAY_2, shared=True)
        outcome = given(*PLAN_OPENED, later).when(self.ASSIGN).then(self.ASSIGNED)
        assert outcome.aggregate.coordination.team_on() == OTHER


def form(service: ServiceUnderTest, agency: str = KEEPER, programme: str = PROGRAMME) -> Any:
    body = {"programme": programme, "capacity": 40, "occurredOn": "2022-02-07"}
    return service.post("/v1/teams", body, agency=agency)


def test_a_team_is_formed_staffed_assigned_and_counted(opened: ServiceUnderTest) -> None:
    place = form(opened).headers["Location"]
    took = {"responsibleRole": "social_worker", "address": "team-1@malmo.example", "occurredOn": "2022-02-07"}
    opened.post(f"{place}/seats", took, agency=CITY, if_match=1).raise_for_status()
    body = {"teamId": place.removeprefix("/v1/teams/"), "occurredOn": "2022-02-07"}
    assigned = opened.post(f"/v1/plans/{PLAN}/team", body, if_match=1)
    assert (assigned.status_code, assigned.json()["teamId"]) == (200, body["teamId"])
    opened.receive(ENROLLED, GRANTED)
    [line] = opened.get(f"/v1/teams?programme={PROGRAMME}", agency=CARE).json()
    assert (line["participants"], line["free"], line["suggestedShare"]) == (1, 39, 100)
    assert line["missingRoles"] == ["employment_officer", "labour_market_secretary"]
    [told] = [one for one in opened.published() if isinstance(one, published.TeamAssigned)]
    assert (told.plan_id, str(told.team_id)) == (PLAN, body["teamId"])
    todo = [opened.get(f"/v1/to-do?teamId={one}").json() for one in (body["teamId"], str(PARTICIPANT))]
    assert [len(one) for one in todo] == [2, 0]


@pytest.mark.slow
def test_teams_are_for_the_parties_of_the_programme(opened: ServiceUnderTest) -> None:
    assert form(opened, programme="forsta-steget", agency=CITY).json()["code"] == "not_a_party"
    assert opened.get("/v1/teams?programme=forsta-steget", agency=CITY).status_code == 403
    place = form(opened).headers["Location"]
    assert opened.get(place, agency="klippan").json()["code"] == "not_a_party"
    assert opened.get(place, agency=OUTSIDER).json()["seats"] == []


@pytest.mark.slow
def test_a_team_of_a_plan_is_not_told_to_an_agency_whose_consent_has_ended(opened: ServiceUnderTest) -> None:
    place = form(opened).headers["Location"]
    started = {"kind": "guidance", "occurredOn": "2022-02-07"}
    opened.post(f"/v1/plans/{PLAN}/activities", started, agency=CITY).raise_for_status()
    body = {"teamId": place.removeprefix("/v1/teams/"), "occurredOn": "2022-02-07"}
    opened.post(f"/v1/plans/{PLAN}/team", body, if_match=2).raise_for_status()
    opened.receive(REVOKED)
    assert opened.get(f"/v1/plans/{PLAN}", agency=CITY).json()["teamId"] is None
