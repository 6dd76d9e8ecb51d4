"""The participant's page of their plan in real Chromium, under its own strict policy (P-20)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from services.planning.tests.examples import PLAN
from services.planning.tests.group_examples import CONSENTED, FORM, KLIPPAN, MARCH_4, MONDAY, TAKEN_IN
from services.planning.tests.test_meetings_over_http import SUMMONS
from services.planning.tests.test_placements_over_http import BODY as OFFER
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
    """With a meeting, the sessions of a group and an accepted placement ahead."""
    with ServiceUnderTest(SERVICE, tmp_path, today=MARCH_4) as running:
        running.receive(CONSENTED, TAKEN_IN)
        meeting = SUMMONS | {
            "agencies": ["af", "klippan"],
            "plannedOn": "2019-03-14",
            "occurredOn": "2019-03-01",
        }
        running.post("/v1/meetings", meeting).raise_for_status()
        group = running.post("/v1/groups", FORM, agency=KLIPPAN).headers["Location"]
        member = {"planId": str(PLAN), "occurredOn": str(MONDAY)}
        running.post(f"{group}/members", member, agency=KLIPPAN).raise_for_status()
        offered = running.post("/v1/placements", OFFER, agency=KLIPPAN).headers["Location"]
        accepted = {"occurredOn": str(MARCH_4)}
        running.post(f"{offered}/acceptance", accepted, agency=KLIPPAN, if_match=1).raise_for_status()
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
    expect(page.locator("main")).to_contain_text("Klippans kommun")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert complaints == []
