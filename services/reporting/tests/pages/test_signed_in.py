"""Who has signed in sees the exact figures of their programmes; anybody else sees what is published."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from services.reporting.tests.conftest import PROGRAMMES

from reporting.service import SERVICE
from samplan.bus.reading.catch_up import report_behind
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.provider.running import PUBLIC_URL, running_provider, sign_in

pytestmark = pytest.mark.slow

LEADER, MEMBER, MEMBER_ELSEWHERE, OFFICER = "d0a1", "b7c2", "e5f3", "a9b4"
PAGE = "/sv/malmokraften"
EXACT = "Exakta siffror."
FIGURES = "/v1/internal/programmes/malmokraften/participants"


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_provider(tmp_path_factory.mktemp("provider")) as issuer:
        yield issuer


@pytest.fixture
def service(tmp_path: Path, issuer: str) -> Iterator[ServiceUnderTest]:
    settings: dict[str, Any] = {
        "programmes_dir": PROGRAMMES,
        "oidc_issuer": issuer,
        "public_url": PUBLIC_URL,
    }
    with ServiceUnderTest(SERVICE, tmp_path, **settings) as running:
        yield running


class TestAReader:
    def test_is_invited_to_sign_in_and_to_come_back(self, service: ServiceUnderTest) -> None:
        page = service.client.get(PAGE)
        assert f'href="/sign-in?to={PAGE}">Logga in</a>' in page.text
        assert EXACT not in page.text
        assert page.headers["Cache-Control"] == "no-cache"

    @pytest.mark.parametrize("who", [LEADER, MEMBER])
    @pytest.mark.parametrize("path", [PAGE, f"{PAGE}/figures"])
    def test_who_has_signed_in_sees_exact_figures(
        self, service: ServiceUnderTest, who: str, path: str
    ) -> None:
        sign_in(service.client, who)
        page = service.client.get(path)
        assert EXACT in page.text
        assert (page.headers["Cache-Control"], page.headers["Vary"]) == ("private, no-store", "Cookie")

    def test_is_shown_no_exact_figure_until_the_inbox_has_caught_up(self, service: ServiceUnderTest) -> None:
        sign_in(service.client, LEADER)
        report_behind(service.database)
        page = service.client.get(PAGE)
        assert (page.status_code, page.headers["Retry-After"], EXACT in page.text) == (503, "5", False)

    @pytest.mark.parametrize("who", [MEMBER_ELSEWHERE, OFFICER])
    def test_of_another_programme_or_role_sees_what_is_published(
        self, service: ServiceUnderTest, who: str
    ) -> None:
        sign_in(service.client, who)
        assert EXACT not in service.client.get(PAGE).text
        assert service.client.get(FIGURES).status_code == 403

    def test_is_told_who_they_are_on_every_page(self, service: ServiceUnderTest) -> None:
        sign_in(service.client, LEADER)
        for path, role, to in ((PAGE, "Processledare", PAGE), ("/en/nowhere", "Process leader", "/en")):
            page = service.client.get(path).text
            assert f"<span>{role} (finsam)</span>" in page
            assert f'method="post" action="/sign-out?to={to}"' in page

    def test_takes_exact_figures_away_as_files(self, service: ServiceUnderTest) -> None:
        sign_in(service.client, LEADER)
        assert f'href="{FIGURES.replace("participants", "funnel")}.csv"' in service.client.get(PAGE).text
        assert service.client.get(f"{FIGURES}.csv").headers["Content-Type"].startswith("text/csv")

    def test_sees_any_past_moment_that_the_address_states(self, service: ServiceUnderTest) -> None:
        """T-02"""
        sign_in(service.client, LEADER)
        page = service.client.get(f"{PAGE}?asOf=2022-06-30&knownAt=2022-07-01")
        assert (page.status_code, EXACT in page.text, "Ingen händelse hade tagits emot då." in page.text) == (
            200,
            True,
            True,
        )
        assert service.client.get(f"{PAGE}?knownAt=9999999").status_code == 400

    def test_sees_what_is_published_after_signing_out(self, service: ServiceUnderTest) -> None:
        sign_in(service.client, LEADER)
        service.client.post("/sign-out")
        assert EXACT not in service.client.get(PAGE).text
