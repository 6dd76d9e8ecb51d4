from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.chromium import chromium
from tests.browser.crowd import A_FEW_DOZEN, crowd, obstacles
from tests.browser.running import Dashboard, running_dashboard

from samplan.testing.provider.people import BY_SUBJECT
from samplan.testing.provider.running import running_provider
from samplan.testing.provider.tickets import Tickets

# A busy machine may open a page's stream slowly; a page that never opens it still fails.
expect.set_options(timeout=30_000)

LAST_DAY = date(2022, 12, 31)
LEADER = BY_SUBJECT["d0a1"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def provided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the provider's keys and tickets."""
    return tmp_path_factory.mktemp("provider")


@pytest.fixture(scope="session")
def dashboard(provided: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """120 participants, with so few men in studies that their number is withheld; the figures are frozen."""
    with (
        running_provider(provided) as issuer,
        running_dashboard(tmp_path_factory.mktemp("reporting"), issuer=issuer) as dashboard,
    ):
        dashboard.receive([*crowd(*A_FEW_DOZEN), *obstacles()])
        dashboard.freeze("malmokraften", LAST_DAY)
        yield dashboard


@pytest.fixture
def complaints() -> list[str]:
    """What the test's page has done wrong: at least the browser's console messages."""
    return []


@pytest.fixture
def page(browser: Browser, dashboard: Dashboard, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context(base_url=dashboard.url, reduced_motion="reduce")
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def open_signed_in(page: Page, provided: Path) -> Callable[[str], None]:
    """Open a page of the dashboard as a process leader who has just signed in."""
    return lambda path: _open_signed_in(page, provided, path)


def _open_signed_in(page: Page, provided: Path, path: str) -> None:
    page.goto(f"/sign-in?to={path}&hint={Tickets(provided).issue(LEADER)}")
    expect(page.locator("[data-live=on]")).to_be_visible()
