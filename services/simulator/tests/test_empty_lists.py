"""No list of a driven demo is empty: which ones are asked, and what counts."""

from typing import Any

import pytest

from samplan.contracts.codes import Agency
from simulator.checks.asking import Ask
from simulator.checks.empty_lists import LISTS, HeldList, is_held
from simulator.driving.parts import PLANNING, Part
from simulator.stories.offices import STATE
from simulator.stories.programme import FORSTA_STEGET, INTERNATIONELLA_KVINNOR, MALMOKRAFTEN

TO_DO = HeldList(programme=FORSTA_STEGET, part=PLANNING, agency=STATE, path="/v1/to-do")
TEAMS = HeldList(programme=MALMOKRAFTEN, part=PLANNING, agency=STATE, path="/v1/teams")
BY_PROGRAMME = "teams?programme=malmokraften&limit=500"
PLANS = {"/v1/plans/1": {"programme": "forsta-steget"}, "/v1/plans/2": {"programme": "malmokraften"}}


def held(one: HeldList, **answers: list[dict[str, Any]]) -> bool:
    shown: dict[str, Any] = {**PLANS, **{f"/v1/{path}": lines for path, lines in answers.items()}}

    def at_service(_: Part, __: Agency) -> Ask:
        return lambda question: shown[question]

    return is_held(one, at_service)


@pytest.mark.parametrize(
    ("lines", "is_somebody_there"),
    [
        ([], False),
        ([{"planId": "2"}], False),
        ([{"planId": "2"}, {"planId": "1"}], True),
        ([{"programme": "malmokraften"}], False),
        ([{"programme": "forsta-steget"}], True),
    ],
)
def test_a_line_counts_for_its_own_programme(lines: list[dict[str, str]], is_somebody_there: bool) -> None:
    assert held(TO_DO, **{"to-do?limit=500": lines}) is is_somebody_there


def test_a_list_by_programme_is_asked_for_it() -> None:
    assert held(TEAMS, **{BY_PROGRAMME: [{"teamId": "1", "participants": 4}]})


def test_a_team_without_participants_holds_nobody() -> None:
    assert not held(TEAMS, **{BY_PROGRAMME: [{"teamId": "1", "participants": 0}]})


def test_every_programme_is_asked_for_what_it_has() -> None:
    asked = {(one.programme.id, one.path) for one in LISTS}
    for programme in (FORSTA_STEGET, INTERNATIONELLA_KVINNOR):
        for name in (
            "waiting-referrals",
            "stale-referrals",
            "intake-meetings",
            "intake-rounds",
            "capacities",
        ):
            assert (programme.id, f"/v1/{name}") in asked
    for programme in (MALMOKRAFTEN, FORSTA_STEGET, INTERNATIONELLA_KVINNOR):
        assert {(programme.id, "/v1/to-do"), (programme.id, "/v1/obstacles")} <= asked
    assert {("malmokraften", "/v1/teams"), ("forsta-steget", "/v1/groups")} <= asked
