"""A group's schedule in real Chromium, under its own strict policy, in every language."""

import pytest
from playwright.sync_api import Browser, Route, expect
from services.planning.tests.test_schedule import SCHEDULE
from tests.browser.axe import violations

from planning.schedule.page import HEADERS, page_of
from planning.schedule.wording import Wording
from samplan.contracts.codes.languages import ParticipantLanguage

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ParticipantLanguage)
def test_a_schedule_is_accessible_and_fits_a_narrow_screen(
    browser: Browser, language: ParticipantLanguage
) -> None:
    wording = Wording.of(language)

    def answer(route: Route) -> None:
        headers = {**HEADERS, "Content-Type": "text/html; charset=utf-8"}
        route.fulfill(status=200, headers=headers, body=page_of(SCHEDULE, wording))

    context = browser.new_context(base_url="http://planning.test")
    context.route("**/*", answer)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto("/schedule")
    expect(page.locator("html")).to_have_attribute("dir", wording.own.direction)
    found, width = violations(page), page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert (found, complaints) == ([], [])
    assert width <= 320
