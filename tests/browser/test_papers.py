"""The participant's papers in real Chromium, under their own strict policy, in every language."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from httpx2 import Response
from playwright.sync_api import Browser, Page, expect
from services.consent.tests.desk import Desk
from services.consent.tests.papers.test_form_to_sign import FORM
from services.consent.tests.papers.test_log import disclosed
from tests.browser.axe import violations
from tests.browser.served import served_page

from consent.papers.wording.languages import sentences_in
from samplan.contracts.codes.languages import ParticipantLanguage
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.browser

ACCEPT = {"Accept": "text/html"}


@pytest.fixture
def service(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with Desk(tmp_path, today=date(2020, 3, 1)) as running:
        yield running


@pytest.fixture
def page(browser: Browser, service: ServiceUnderTest, complaints: list[str]) -> Iterator[Page]:
    """A browser whose requests the service answers as it answers an agency's system."""

    def answered(path: str) -> Response:
        if path.startswith("/v1/consent-forms"):
            return service.post(path, FORM, headers=ACCEPT)
        return service.get(path, headers=ACCEPT)

    with served_page(browser, complaints, answered) as page:
        yield page


@pytest.fixture
def papers(service: ServiceUnderTest) -> list[str]:
    participant = disclosed(service)
    consent = service.published()[0].subject_id
    return ["/v1/consent-forms", f"/v1/consents/{consent}/receipt", f"/v1/participants/{participant}/log"]


@pytest.mark.parametrize("language", ParticipantLanguage)
def test_a_paper_is_accessible_and_fits_a_narrow_screen(
    page: Page, papers: list[str], complaints: list[str], language: ParticipantLanguage
) -> None:
    for path in papers:
        page.set_viewport_size({"width": 320, "height": 900})
        page.goto(f"{path}?language={language}")
        expect(page.locator("html")).to_have_attribute("dir", sentences_in(language).direction)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert complaints == []
