"""Somebody signs in and out in real Chromium: two servers, and the strict policy of the pages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from services.reporting.tests.examples import Person
from tests.browser.axe import violations
from tests.browser.conftest import LEADER
from tests.browser.running import Dashboard
from tests.browser.test_dashboard import PAGES

from samplan.contracts.codes import IncomeSupport, Occasion, Sex
from samplan.testing.provider.tickets import Tickets

pytestmark = pytest.mark.browser

PAGE = "/sv/malmokraften"


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

    def test_shows_no_cookie_to_a_script(self, page: Page, open_signed_in: Callable[[str], None]) -> None:
        open_signed_in(PAGE)
        assert page.evaluate("document.cookie") == ""


class TestExactFigures:
    @pytest.mark.parametrize("path", PAGES)
    def test_are_drawn_and_followed_without_console_messages(
        self, page: Page, complaints: list[str], open_signed_in: Callable[[str], None], path: str
    ) -> None:
        with page.expect_response("**/figures"):
            open_signed_in(path)
        expect(page.locator(".chart svg")).to_have_count(page.locator(".chart").count())
        assert complaints == []

    @pytest.mark.parametrize("width", [320, 1280])
    @pytest.mark.parametrize("path", PAGES)
    def test_have_no_violation_that_axe_can_find_and_fit(
        self, page: Page, open_signed_in: Callable[[str], None], path: str, width: int
    ) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        open_signed_in(path)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_change_with_new_events_without_a_reload(
        self, page: Page, dashboard: Dashboard, open_signed_in: Callable[[str], None]
    ) -> None:
        open_signed_in(PAGE)
        page.evaluate("window.stillTheSamePage = true")
        participants = page.locator(".key-figures strong").first
        expect(participants).to_have_text("120")
        drawn = page.locator("#funnel-chart svg")
        expect(drawn.get_by_text("120", exact=True).first).to_be_visible()

        dashboard.receive(event for n in range(1001, 1011) for event in Person(n, Sex.WOMAN).whole_journey())

        expect(participants).to_have_text("130")
        expect(drawn.get_by_text("130", exact=True).first).to_be_visible()
        expect(page.locator(".chart svg")).to_have_count(page.locator(".chart").count())
        assert page.evaluate("window.stillTheSamePage") is True

        page.get_by_role("button", name="Logga ut").click()
        expect(participants).to_have_text("120")

    def test_show_income_at_both_ends_without_scrolling(
        self, page: Page, dashboard: Dashboard, open_signed_in: Callable[[str], None]
    ) -> None:
        for number, income in enumerate(IncomeSupport, 2001):
            person = Person(number, Sex.WOMAN)
            dashboard.receive([*person.whole_journey(), person.lives_on(120, Occasion.EXIT, income)])
        page.set_viewport_size({"width": 1024, "height": 900})
        open_signed_in(PAGE)
        expect(page.locator("#income-change-table thead th")).to_have_count(len(IncomeSupport) + 3)
        room = page.locator(".figures-table:has(#income-change-table)")
        assert room.evaluate("box => box.scrollWidth <= box.clientWidth")
