"""The pages in real Chromium, served by the reporting service itself under its own strict policy."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.axe import violations
from tests.browser.running import Dashboard

pytestmark = pytest.mark.browser

PUBLISHED = ["/sv/malmokraften", "/en/malmokraften"]
UNPUBLISHED = ["/sv/internationella-kvinnor", "/en/internationella-kvinnor"]
PAGES = [*PUBLISHED, *UNPUBLISHED]
CHARTS = ["targets", "funnel", "days-to-plan", "exits"]


@pytest.fixture
def page(page: Page, dashboard: Dashboard, complaints: list[str]) -> Page:
    """Requests to another server are complaints too."""
    page.on("request", lambda request: complaints.extend(_elsewhere(request.url, dashboard.url)))
    return page


def _elsewhere(url: str, origin: str) -> list[str]:
    return [] if url.startswith((f"{origin}/", "data:")) else [url]


class TestEveryPage:
    @pytest.mark.parametrize("path", PAGES)
    def test_loads_without_console_messages_or_requests_elsewhere(
        self, page: Page, complaints: list[str], path: str
    ) -> None:
        page.goto(path, wait_until="networkidle")
        expect(page.locator(".chart svg")).to_have_count(len(CHARTS) if path in PUBLISHED else 0)
        assert complaints == []

    @pytest.mark.parametrize("path", [*PAGES, "/sv/finns/inte"])
    def test_has_no_violation_that_axe_can_find(self, page: Page, path: str) -> None:
        page.goto(path)
        assert violations(page) == []

    @pytest.mark.parametrize("width", [320, 1280])
    @pytest.mark.parametrize("path", [*PAGES, "/en/not/here"])
    def test_never_scrolls_sideways(self, page: Page, path: str, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_declares_its_language_and_that_of_the_link_to_the_other(self, page: Page, language: str) -> None:
        page.goto(f"/{language}/malmokraften")
        other = "en" if language == "sv" else "sv"
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator(f"a[hreflang={other}]")).to_have_attribute("href", f"/{other}/malmokraften")


class TestPublishedFigures:
    @pytest.mark.parametrize(("language", "says"), [("sv", "Slutliga siffror"), ("en", "Final figures")])
    def test_are_final_and_follow_nothing(self, page: Page, language: str, says: str) -> None:
        page.goto(f"/{language}/malmokraften")
        expect(page.get_by_text(says)).to_be_visible()
        expect(page.locator("[data-live]")).to_have_count(0)

    @pytest.mark.parametrize(("language", "says"), [("sv", "Inga siffror"), ("en", "No figures")])
    def test_are_announced_until_there_are_some(self, page: Page, language: str, says: str) -> None:
        page.goto(f"/{language}/internationella-kvinnor")
        expect(page.locator("main").get_by_text(says)).to_be_visible()
        expect(page.locator(".finding")).to_have_count(0)


class TestCharts:
    @pytest.mark.parametrize("chart", CHARTS)
    def test_are_drawn_under_the_strict_policy(self, page: Page, chart: str) -> None:
        page.goto("/sv/malmokraften")
        expect(page.locator(f"#{chart}-chart svg")).to_have_count(1)
        assert page.locator(f"#{chart}-chart svg path").count() > 3

    @pytest.mark.parametrize("chart", CHARTS)
    def test_are_images_named_by_their_finding_and_have_a_table(self, page: Page, chart: str) -> None:
        page.goto("/sv/malmokraften")
        finding = page.locator(f"#{chart}-finding").inner_text()
        image = page.get_by_role("img", name=finding)
        expect(image).to_have_attribute("aria-details", f"{chart}-table")
        expect(page.locator(f"#{chart}-table caption")).not_to_be_empty()

    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_have_tables_that_fit_a_narrow_screen(self, page: Page, language: str) -> None:
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(f"/{language}/malmokraften")
        for chart in CHARTS:
            room = page.locator(f".figures-table:has(#{chart}-table)")
            assert room.evaluate("box => box.scrollWidth <= box.clientWidth"), chart

    def test_fit_a_narrow_screen(self, page: Page) -> None:
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto("/sv/malmokraften")
        for chart in CHARTS:
            box = page.locator(f"#{chart}-chart svg").bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 320

    def test_are_printed_complete_on_narrower_paper(self, page: Page) -> None:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto("/sv/malmokraften")
        expect(page.locator("#exits-chart svg[viewBox]")).to_be_visible()
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 673, "height": 900})
        for chart in CHARTS:
            box = page.locator(f"#{chart}-chart svg").bounding_box()
            assert box is not None
            assert box["height"] > 150
            assert box["x"] + box["width"] <= 673

    def test_withhold_counts_under_five(self, page: Page) -> None:
        page.goto("/sv/malmokraften")
        row = page.locator("#exits-table").get_by_role("row", name="Till studier")
        expect(row.get_by_role("cell").nth(1)).to_have_text(".. ..")


class TestWithoutJavaScript:
    @pytest.fixture
    def page(self, browser: Browser, dashboard: Dashboard) -> Iterator[Page]:
        context = browser.new_context(base_url=dashboard.url, java_script_enabled=False)
        yield context.new_page()
        context.close()

    def test_the_findings_and_their_tables_are_there(self, page: Page) -> None:
        page.goto("/sv")
        for chart in CHARTS:
            expect(page.locator(f"#{chart}-finding")).to_be_visible()
            expect(page.locator(f"#{chart}-table")).to_be_visible()
            expect(page.locator(f"#{chart}-chart")).to_be_hidden()

    def test_language_and_programme_can_be_chosen(self, page: Page) -> None:
        page.goto("/sv")
        page.get_by_role("link", name="English").click()
        expect(page).to_have_url("/en/malmokraften")
        page.get_by_role("link", name="Inter").click()
        expect(page).to_have_url("/en/internationella-kvinnor")
        expect(page.locator("a[aria-current=page]")).to_have_attribute("href", "/en/internationella-kvinnor")


class TestTheKeyboard:
    def test_skips_to_the_content_first(self, page: Page) -> None:
        page.goto("/sv/malmokraften")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()

    def test_shows_the_focus(self, page: Page) -> None:
        page.goto("/sv/malmokraften")
        for _ in range(6):
            page.keyboard.press("Tab")
            width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
            assert width == "3px"
