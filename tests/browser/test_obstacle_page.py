"""The list of obstacles in real Chromium, under its own strict policy (P-16)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from services.planning.tests.examples import CITY, TODAY
from services.planning.tests.test_obstacles import LIST, QUEUE
from tests.browser.axe import violations
from tests.browser.served import served_page

from planning.obstacle_page.page_over_http import HERE
from planning.pages.words import PageLanguage, Words
from planning.service import SERVICE
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.browser


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY) as running:
        running.post(LIST, QUEUE, agency=CITY).raise_for_status()
        yield running


@pytest.fixture
def page(browser: Browser, service: ServiceUnderTest, complaints: list[str]) -> Iterator[Page]:
    """A browser whose requests the service answers as it answers an agency's system."""
    with served_page(browser, complaints, lambda path: service.get(path, agency=CITY)) as page:
        yield page


@pytest.mark.parametrize("language", PageLanguage)
def test_the_page_is_accessible_and_fits_a_narrow_screen(
    page: Page, complaints: list[str], language: PageLanguage
) -> None:
    say = Words(language, HERE)
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"/obstacles?language={language}")
    expect(page.get_by_role("heading", level=1)).to_have_text(say.say("title"))
    expect(page.get_by_role("heading", level=2)).to_have_text(say.code("obstacle", QUEUE["kind"]))
    expect(page.locator("main")).to_have_css("max-width", "748px")  # 44rem: the style is not blocked
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert complaints == []
