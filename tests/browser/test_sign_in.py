"""Somebody signs in and out in real Chromium: two servers, and the strict policy of the pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.crowd import A_FEW_DOZEN, crowd
from tests.browser.running import Dashboard, running_dashboard
from tests.browser.test_dashboard import violations

from samplan.testing.provider.people import BY_SUBJECT
from samplan.testing.provider.running import running_provider
from samplan.testing.provider.tickets import Tickets

pytestmark = pytest.mark.browser

LEADER = BY_SUBJECT["d0a1"]
PAGE = "/sv/malmokraften"


@pytest.fixture(scope="module")
def provided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the provider's keys and tickets."""
    return tmp_path_factory.mktemp("provider")


@pytest.fixture(scope="module")
def dashboard(provided: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    with (
        running_provider(provided) as issuer,
        running_dashboard(tmp_path_factory.mktemp("reporting"), issuer=issuer) as dashboard,
    ):
        dashboard.receive(crowd(*A_FEW_DOZEN))
        yield dashboard


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, dashboard: Dashboard, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context(base_url=dashboard.url, reduced_motion="reduce")
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()


class TestSigningIn:
    def test_leads_over_the_provider_to_exact_figures_and_out_again(
        self, page: Page, complaints: list[str]
    ) -> None:
        page.goto(PAGE)
        page.get_by_role("link", name="Logga in").click()
        page.get_by_role("button", name=LEADER.says).click()
        expect(page.get_by_text("Exakta siffror.")).to_be_visible()
        assert page.url.endswith(PAGE)
        expect(page.locator(".chart svg")).to_have_count(page.locator(".chart").count())
        page.get_by_role("button", name="Logga ut").click()
        expect(page.get_by_role("link", name="Logga in")).to_be_visible()
        expect(page.get_by_text("Exakta siffror.")).to_have_count(0)
        assert page.url.endswith(PAGE)
        assert complaints == []

    def test_by_an_address_needs_no_choice_and_works_once(self, page: Page, provided: Path) -> None:
        address = f"/sign-in?to={PAGE}&hint={Tickets(provided).issue(LEADER)}"
        page.goto(address)
        expect(page.get_by_text("Exakta siffror.")).to_be_visible()
        page.context.clear_cookies()
        page.goto(address)
        expect(page.get_by_role("heading", name="Vem är du?")).to_be_visible()

    def test_shows_no_cookie_to_a_script(self, page: Page, provided: Path) -> None:
        page.goto(f"/sign-in?to={PAGE}&hint={Tickets(provided).issue(LEADER)}")
        assert page.evaluate("document.cookie") == ""

    @pytest.mark.parametrize("width", [320, 1280])
    def test_has_no_violation_that_axe_can_find(self, page: Page, provided: Path, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"/sign-in?to={PAGE}&hint={Tickets(provided).issue(LEADER)}")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
