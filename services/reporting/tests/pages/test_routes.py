from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from services.reporting.tests.figures import examples

from chassis.http.auth import Caller
from chassis.settings.programmes import Programmes
from reporting.dashboard import Answers, ViewDashboards, dashboard
from reporting.disclosure_control.views import Views
from reporting.moments import Moment
from reporting.pages.dashboard import Dashboard, Unpublished
from reporting.pages.headers import SECURITY_HEADERS
from reporting.pages.routes import Dashboards, page_routers
from reporting.pages.wording import Wording
from reporting.programmes.listing import ProgrammeEntry
from samplan.bus.reading.catch_up import StillCatchingUp
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Agency


class Shelf:
    """Answers from memory; an unreadable programme fails."""

    def __init__(self, **answers: Answers) -> None:
        self.by_programme = answers

    def programmes(self) -> Sequence[ProgrammeEntry]:
        return (examples.MALMOKRAFTEN, examples.KVINNOR)

    def dashboard(
        self, programme: ProgrammeEntry, say: Wording, _: Caller | None, moment: Moment
    ) -> Dashboard | Unpublished:
        return replace(dashboard(programme, self.by_programme[programme.id], say), moment=moment)


@pytest.fixture
def client() -> TestClient:
    return client_of(Shelf(malmokraften=examples.answers()))


def client_of(dashboards: Dashboards, *, fictitious: bool = False) -> TestClient:
    app = FastAPI()
    app.state.sessions = None
    app.state.opened = SimpleNamespace(dashboards=dashboards)
    for router in page_routers(fictitious=fictitious):
        app.include_router(router)
    return TestClient(app, follow_redirects=False)


class TestTheRoot:
    @pytest.mark.parametrize(("accepted", "page"), [("", "/sv"), ("en-GB,en;q=0.9", "/en")])
    def test_redirects_to_the_readers_language(self, client: TestClient, accepted: str, page: str) -> None:
        answer = client.get("/", headers={"Accept-Language": accepted})
        assert (answer.status_code, answer.headers["Location"]) == (307, page)
        assert answer.headers["Vary"] == "Accept-Language"

    def test_redirects_to_the_programme_that_began_last(self, client: TestClient) -> None:
        assert client.get("/sv").headers["Location"] == "/sv/malmokraften"


class TestAPage:
    @pytest.mark.parametrize(
        ("path", "language", "words"),
        [
            ("/sv/malmokraften", "sv", "Alla överenskomna planer"),
            ("/en/malmokraften", "en", "All plans agreed"),
        ],
    )
    def test_speaks_its_language(self, client: TestClient, path: str, language: str, words: str) -> None:
        page = client.get(path).text
        assert f'<html lang="{language}">' in page
        assert words in page

    def test_links_to_the_exports_of_every_chart(self, client: TestClient) -> None:
        page = client.get("/sv/malmokraften").text
        for question in ("targets", "funnel", "days-to-plan", "exits"):
            assert f'href="/v1/programmes/malmokraften/{question}"' in page
            for ending in ("csv", "xlsx", "json-stat"):
                assert f'href="/v1/programmes/malmokraften/{question}.{ending}"' in page

    def test_escapes_what_comes_from_data(self) -> None:
        sly = examples.MALMOKRAFTEN.model_copy(update={"name_sv": "<script>alert(1)</script>'\""})

        class Sly(Shelf):
            def programmes(self) -> Sequence[ProgrammeEntry]:
                return (sly,)

        page = client_of(Sly(malmokraften=examples.answers())).get("/sv", follow_redirects=True).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&#39;&#34;" in page

    def test_says_that_its_figures_are_final_and_follows_no_changes(self, client: TestClient) -> None:
        page = client.get("/sv/malmokraften").text
        assert "Slutliga siffror" in page
        assert "sse" not in page

    @pytest.mark.parametrize(
        ("path", "starts"), [("", "<!doctype html>"), ("/figures", '<div id="figures">')]
    )
    def test_says_when_nothing_is_published_yet(self, path: str, starts: str) -> None:
        class Running(Shelf):
            def dashboard(
                self, programme: ProgrammeEntry, say: Wording, _: Caller | None, moment: Moment
            ) -> Unpublished:
                return Unpublished(programme=programme.id, name="Malmökraften 2.0")

        page = client_of(Running()).get(f"/sv/malmokraften{path}")
        assert page.status_code == 200
        assert page.text.lstrip().startswith(starts)
        assert "Inga siffror är publicerade än." in page.text


class TestAPastMoment:
    """T-02: it stands in the address, and in that of each link that leads to the same figures."""

    PAST = "?asOf=2022-06-30&amp;knownAt=2022-07-01"
    ADDRESS = "/sv/malmokraften?asOf=2022-06-30&knownAt=2022-07-01"

    @pytest.fixture
    def exact(self) -> TestClient:
        return client_of(Shelf(malmokraften=replace(examples.answers(), is_exact=True)))

    def test_is_kept_by_the_links_of_its_page(self, exact: TestClient) -> None:
        page = exact.get(self.ADDRESS).text
        for kept in (
            f"/en/malmokraften{self.PAST}",
            f"/sv/internationella-kvinnor{self.PAST}",
            f"/v1/internal/programmes/malmokraften/exits{self.PAST}",
            f"/v1/internal/programmes/malmokraften/exits.csv{self.PAST}",
        ):
            assert f'href="{kept}"' in page

    def test_is_named_and_does_not_follow_new_events(self, exact: TestClient) -> None:
        page = exact.get(self.ADDRESS).text
        assert "Så var läget den 31 december 2022, så som det var känt den 1 juli 2022." in page
        assert 'value="2022-06-30"' in page
        assert "sse" not in page
        assert "sse" in exact.get("/sv/malmokraften?asOf=").text

    @pytest.mark.parametrize("query", ["asof=2022-06-30", "asOf=9999-12-31", "knownAt=last", "asOf=1&asOf=2"])
    def test_that_is_misspelt_is_refused(self, exact: TestClient, query: str) -> None:
        answer = exact.get(f"/sv/malmokraften?{query}")
        assert answer.status_code == 400
        assert "<h1>Adressen gäller något som inte kan visas</h1>" in answer.text

    def test_is_for_those_who_are_signed_in(
        self, store: Database, programmes: Programmes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client = client_of(ViewDashboards(Views(store, programmes), Agency.FINSAM))
        monkeypatch.setattr("reporting.pages.visitor.signed_in", lambda _: (True, None))
        answer = client.get(self.ADDRESS)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (403, "no-cache")
        assert 'href="/sign-in?to=/sv/malmokraften%3FasOf%3D2022-06-30%26knownAt%3D2022-07-01"' in answer.text


class TestAnError:
    @pytest.mark.parametrize("path", ["/sv/unknown", "/sv/unknown/figures", "/sv/a/b/c"])
    def test_is_a_page_in_the_same_language(self, client: TestClient, path: str) -> None:
        answer = client.get(path)
        assert answer.status_code == 404
        assert "<h1>Här finns ingenting</h1>" in answer.text

    def test_of_the_service_is_a_page_that_reveals_nothing(self, client: TestClient) -> None:
        answer = client.get("/en/internationella-kvinnor")
        assert answer.status_code == 500
        assert "<h1>The page could not be made</h1>" in answer.text
        assert "KeyError" not in answer.text

    def test_says_that_the_figures_are_being_brought_up_to_date(self) -> None:
        class Behind(Shelf):
            def dashboard(
                self, programme: ProgrammeEntry, say: Wording, _: Caller | None, moment: Moment
            ) -> Dashboard:
                raise StillCatchingUp

        answer = client_of(Behind()).get("/sv/malmokraften")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "<h1>Siffrorna uppdateras</h1>" in answer.text


class TestFictitiousData:
    PAGES = (
        "/sv/malmokraften",
        "/en/malmokraften",
        "/sv/unknown",
        "/en/a/b/c",
        "/sv/internationella-kvinnor",
    )

    @pytest.mark.parametrize("path", PAGES)
    def test_is_labelled_on_every_page(self, path: str) -> None:
        client = client_of(Shelf(malmokraften=examples.answers()), fictitious=True)
        assert "Påhittade uppgifter" in client.get(path).text

    @pytest.mark.parametrize("path", PAGES)
    def test_is_not_labelled_where_people_are_real(self, client: TestClient, path: str) -> None:
        assert "Påhittade uppgifter" not in client.get(path).text


class TestFiles:
    @pytest.mark.parametrize(
        "path", ["/static/../routes.py", "/static/%2e%2e/routes.py", "/static//etc/passwd"]
    )
    def test_are_in_their_own_folder(self, client: TestClient, path: str) -> None:
        assert client.get(path).status_code == 404

    def test_are_cached_by_browsers_while_their_name_is_unchanged(self, client: TestClient) -> None:
        vendored = client.get("/static/vendor/htmx-4.0.1.min.js")
        assert vendored.headers["Cache-Control"].endswith("immutable")
        assert client.get("/static/dashboard.js").headers["Cache-Control"] == "no-cache"

    def test_load_nothing_from_elsewhere(self, client: TestClient) -> None:
        assert "http" not in client.get("/static/dashboard.css").text


@pytest.mark.parametrize(
    "path",
    ["/", "/sv", "/sv/malmokraften", "/sv/malmokraften/figures", "/sv/unknown", "/static/dashboard.js"],
)
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
