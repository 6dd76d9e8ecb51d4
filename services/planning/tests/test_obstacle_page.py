"""P-16: the list of obstacles as a page, for who has signed in or has a token."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from services.planning.tests.examples import CITY, KEEPER, OUTSIDER, TODAY
from services.planning.tests.test_obstacles import LIST, QUEUE

from chassis.settings.programmes import load_programmes
from planning.conflict_rules import Conflict
from planning.obstacle_page.page_over_http import HERE
from planning.pages.words import PageLanguage, Words
from planning.service import SERVICE
from samplan.contracts.codes import ActivityKind
from samplan.contracts.codes.obstacles import ObstacleKind
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.provider.running import PUBLIC_URL, running_provider, sign_in

RULES = load_programmes(Path(__file__).parents[3] / "programmes", Conflict)
OFFICER, LEADER = "a9b4", "d0a1"
PAGE = "/obstacles"


@pytest.fixture
def reported(service: ServiceUnderTest) -> ServiceUnderTest:
    service.post(LIST, QUEUE, agency=CITY).raise_for_status()
    return service


class TestTheListOfObstaclesAsAPage:
    @pytest.mark.parametrize(
        ("language", "words"),
        [
            (
                "sv",
                (
                    "Hinderlistan",
                    "Insatsen saknas eller har kö",
                    "Rehabilitering",
                    "färre än fem",
                    "Malmökraften 2.0",
                    "14 mars 2022",
                ),
            ),
            ("en", ("The list of obstacles", "fewer than five", "14 March 2022")),
        ],
    )
    def test_says_what_stands_in_the_way_where(
        self, reported: ServiceUnderTest, language: str, words: tuple[str, ...]
    ) -> None:
        answer = reported.get(f"{PAGE}?language={language}", agency=OUTSIDER)
        assert [one for one in words if one not in answer.text] == []
        assert answer.headers["Content-Language"] == language
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")

    def test_needs_a_token_where_nobody_can_sign_in(self, service: ServiceUnderTest) -> None:
        assert service.client.get(PAGE).json()["code"] == "unauthorized"

    @pytest.mark.slow
    def test_shows_each_number_to_the_keeper_and_the_next_page(self, reported: ServiceUnderTest) -> None:
        reported.post(LIST, {**QUEUE, "kind": "childcare"}, agency=CITY).raise_for_status()
        first = reported.get(f"{PAGE}?limit=1", agency=KEEPER).text
        assert ("färre än fem" in first, "Visa fler" in first) == (False, True)
        again = reported.get(f"{PAGE}?limit=2&programme=forsta-steget", agency=KEEPER).text
        assert "Inga hinder är rapporterade." in again


class TestItsWords:
    @pytest.mark.parametrize("language", PageLanguage)
    def test_are_there_for_every_code(self, language: PageLanguage) -> None:
        say = Words(language, HERE)
        assert all(say.code("obstacle", one) for one in ObstacleKind)
        assert all(say.code("activity", one) for one in ActivityKind)
        rules = {row.id for one in RULES.values() for row in one.rows[Conflict]}
        assert all(say.code("rule", one) for one in rules if one)
        page, swedish = (
            tomllib.loads((HERE / f"sentences/{one}.toml").read_text())["page"] for one in (language, "sv")
        )
        assert page.keys() == swedish.keys()


@pytest.fixture
def people(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    """A service that people can sign in to."""
    with running_provider(tmp_path / "provider") as issuer:
        settings: dict[str, Any] = {"oidc_issuer": issuer, "public_url": PUBLIC_URL}
        with ServiceUnderTest(SERVICE, tmp_path / "planning", today=TODAY, **settings) as running:
            yield running


@pytest.mark.slow
def test_a_person_signs_in_and_reads_it(people: ServiceUnderTest) -> None:
    closed = people.client.get(PAGE)
    assert (closed.status_code, 'href="/sign-in?to=%2Fobstacles' in closed.text) == (401, True)
    sign_in(people.client, OFFICER)
    opened = people.client.get(PAGE)
    assert (opened.status_code, "Logga ut" in opened.text) == (200, True)


@pytest.mark.slow
def test_a_role_without_planning_is_refused(people: ServiceUnderTest) -> None:
    sign_in(people.client, LEADER)
    assert people.client.get(PAGE).json()["code"] == "missing_scope"
