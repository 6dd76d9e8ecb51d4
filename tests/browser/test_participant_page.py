"""The participant's page of their plan in real Chromium, under its own strict policy (P-20)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from services.planning.tests.examples import ENROLLED, GRANTED, PLAN, TODAY
from services.planning.tests.test_meetings_over_http import SUMMONS
from tests.browser.axe import violations
from tests.browser.served import served_page

from planning.pages.words import PageLanguage, Words
from planning.participant_page.page_over_http import HERE
from planning.service import SERVICE
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.browser

ACCEPT = {"Accept": "text/html"}
PATH = f"/v1/plans/{PLAN}/participant-page"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY) as running:
        running.receive(GRANTED, ENROLLED)
        assert running.post("/v1/meetings", SUMMONS).status_code == 201
        yield running


@pytest.fixture
def page(browser: Browser, service: ServiceUnderTest, complaints: list[str]) -> Iterator[Page]:
    """A browser whose requests the service answers as it answers the keeper's system."""
    with served_page(browser, complaints, lambda path: service.get(path, headers=ACCEPT)) as page:
        yield page


@pytest.mark.parametrize("language", PageLanguage)
def test_the_page_is_accessible_and_fits_a_narrow_screen(
    page: Page, complaints: list[str], language: PageLanguage
) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{PATH}?language={language}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(Words(language, HERE).say("title"))
    expect(page.locator("main")).to_have_css("max-width", "748px")  # 44rem: the style is not blocked
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert complaints == []
